package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SOAP login of clients that have no OAuth client. */
final class SoapLogin {
    private static final String INVALID = "Invalid username, password, security token; or user locked out.";

    private final Org org;
    private final Sessions sessions;

    SoapLogin(Org org, Sessions sessions) {
        this.org = org;
        this.sessions = sessions;
    }

    FakeReply login(FakeRequest request, String version, String root, Instant now) {
        String username = element(request.text(), "username");
        SalesforceUser user = org.user(username);
        if (user == null || !user.opensWith(element(request.text(), "password"))) {
            return xml(
                    500,
                    "<soapenv:Fault><faultcode>sf:INVALID_LOGIN</faultcode><faultstring>INVALID_LOGIN: " + INVALID
                            + "</faultstring><detail><sf:LoginFault xmlns:sf=\"urn:fault.partner.soap.sforce.com\">"
                            + "<sf:exceptionCode>INVALID_LOGIN</sf:exceptionCode><sf:exceptionMessage>" + INVALID
                            + "</sf:exceptionMessage></sf:LoginFault></detail></soapenv:Fault>");
        }
        String userId = org.caller(user.username()).userId();
        String token = sessions.open(user.username(), now);
        String server = root + "/services/Soap/u/" + version.replaceAll("[^0-9.]", "") + "/" + Ids.shortened(org.id());
        return xml(
                200,
                "<loginResponse><result>"
                        + tag("metadataServerUrl", server.replace("/u/", "/m/"))
                        + tag("passwordExpired", "false")
                        + tag("sandbox", "false")
                        + tag("serverUrl", server)
                        + tag("sessionId", token)
                        + tag("userId", userId)
                        + "<userInfo>"
                        + tag("organizationId", org.id())
                        + tag("organizationName", "Sallyport")
                        + tag(
                                "sessionSecondsValid",
                                Long.toString(sessions.lifetime().toSeconds()))
                        + tag("userEmail", escaped(user.username()))
                        + tag("userId", userId)
                        + tag("userName", escaped(user.username()))
                        + "</userInfo></result></loginResponse>");
    }

    private static String element(String xml, String name) {
        Matcher found =
                Pattern.compile("<(?:\\w+:)?" + name + "[^>]*>([^<]*)</").matcher(xml);
        return found.find()
                ? found.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&")
                : "";
    }

    private static String tag(String name, String text) {
        return "<" + name + ">" + text + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static FakeReply xml(int status, String body) {
        String envelope = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
        return FakeReply.of(status, "text/xml;charset=UTF-8", envelope.getBytes(StandardCharsets.UTF_8));
    }
}
