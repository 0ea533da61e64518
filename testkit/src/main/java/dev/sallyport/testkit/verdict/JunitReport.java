package dev.sallyport.testkit.verdict;

import java.util.List;

/** A verdict as JUnit XML: a rule is a test, a rule that was not put to the test is skipped. */
final class JunitReport {
    private JunitReport() {}

    static String of(Verdict verdict) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"sallyport-verdict\" tests=\"")
                .append(verdict.rulings().size())
                .append("\" failures=\"")
                .append(verdict.rulings(Result.FAIL).size())
                .append("\" errors=\"0\" skipped=\"")
                .append(verdict.rulings(Result.INCONCLUSIVE).size())
                .append("\" time=\"0\">\n");
        verdict.rulings().forEach(ruling -> append(xml, ruling));
        verdict.chronicles()
                .forEach(chronicle -> chronicle
                        .faultsNeverMet()
                        .forEach(fault -> xml.append("  <system-out>")
                                .append(Markup.escape(chronicle.system() + ": no request met the fault " + fault))
                                .append("</system-out>\n")));
        return xml.append("</testsuite>\n").toString();
    }

    private static void append(StringBuilder xml, Ruling ruling) {
        xml.append("  <testcase classname=\"sallyport.verdict\" name=\"")
                .append(Markup.escape(ruling.rule().id() + " " + ruling.rule().name()))
                .append("\" time=\"0\">");
        String reason = Markup.escape(ruling.reason());
        switch (ruling.result()) {
            case PASS -> {}
            case INCONCLUSIVE ->
                xml.append("<skipped message=\"").append(reason).append("\"/>");
            case FAIL ->
                xml.append("<failure type=\"")
                        .append(ruling.rule().severity())
                        .append("\" message=\"")
                        .append(reason)
                        .append("\">")
                        .append(Markup.escape(Plea.of(List.of(ruling))))
                        .append("</failure>");
        }
        xml.append("</testcase>\n");
    }
}
