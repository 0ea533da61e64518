package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SOAP as far as clients need it that have no OAuth client: in, out, who am I and what time is it. */
final class Soap {
    private static final Pattern OPERATION = Pattern.compile("<(?:\\w+:)?Body[^>]*>\\s*<(?:\\w+:)?(\\w+)");
    private static final String INVALID = "Invalid username, password, security token; or user locked out.";

    private final Org org;
    private final Sessions sessions;

    Soap(Org org, Sessions sessions) {
        this.org = org;
        this.sessions = sessions;
    }

    /** The operation that an envelope asks for; empty if it asks for none. */
    static String operation(FakeRequest request) {
        Matcher found = OPERATION.matcher(request.text());
        return found.find() ? found.group(1) : "";
    }

    FakeReply serve(FakeRequest request, String version, String root, Instant now) {
        String operation = operation(request);
        if (operation.equals("login")) {
            return login(request, version, root, now);
        }
        String session = element(request.text(), "sessionId");
        Sessions.Session open = sessions.find(session, now);
        if (open == null) {
            String text = "Invalid Session ID found in SessionHeader: Illegal Session";
            return fault("sf:INVALID_SESSION_ID", "INVALID_SESSION_ID: " + text, "");
        }
        return switch (operation) {
            case "logout" -> {
                sessions.close(session);
                yield xml(200, "<logoutResponse/>");
            }
            case "getServerTimestamp" ->
                result(
                        operation,
                        tag("timestamp", DateTimeFormatter.ISO_INSTANT.format(now.truncatedTo(ChronoUnit.MILLIS))));
            case "getUserInfo" -> result(operation, userInfo(org.caller(open.username())));
            default ->
                fault(
                        "soapenv:Client",
                        "No operation available for request {urn:partner.soap.sforce.com}" + operation
                                + ", please check the WSDL for the service.",
                        "");
        };
    }

    private static FakeReply result(String operation, String inner) {
        return xml(200, "<" + operation + "Response><result>" + inner + "</result></" + operation + "Response>");
    }

    private static FakeReply fault(String code, String text, String detail) {
        return xml(
                500,
                "<soapenv:Fault><faultcode>" + code + "</faultcode><faultstring>" + escaped(text) + "</faultstring>"
                        + detail + "</soapenv:Fault>");
    }

    private FakeReply login(FakeRequest request, String version, String root, Instant now) {
        String username = element(request.text(), "username");
        SalesforceUser user = org.user(username);
        if (user == null || !user.opensWith(element(request.text(), "password"))) {
            return fault(
                    "sf:INVALID_LOGIN",
                    "INVALID_LOGIN: " + INVALID,
                    "<detail><sf:LoginFault xmlns:sf=\"urn:fault.partner.soap.sforce.com\">"
                            + "<sf:exceptionCode>INVALID_LOGIN</sf:exceptionCode><sf:exceptionMessage>" + INVALID
                            + "</sf:exceptionMessage></sf:LoginFault></detail>");
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
                        + "<userInfo>" + userInfo(org.caller(user.username()))
                        + "</userInfo></result></loginResponse>");
    }

    private String userInfo(Caller caller) {
        String username = escaped(caller.user().username());
        return tag("currencySymbol", "$")
                + tag("organizationId", org.id())
                + tag("organizationName", "Sallyport")
                + tag("sessionSecondsValid", Long.toString(sessions.lifetime().toSeconds()))
                + tag("userDefaultCurrencyIsoCode", "USD")
                + tag("userEmail", username)
                + tag("userFullName", username)
                + tag("userId", caller.userId())
                + tag("userLanguage", "en_US")
                + tag("userLocale", "en_US")
                + tag("userName", username)
                + tag("userTimeZone", "GMT")
                + tag("userType", "Standard");
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
