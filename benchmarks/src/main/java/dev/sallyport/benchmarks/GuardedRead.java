package dev.sallyport.benchmarks;

import dev.sallyport.Ref;
import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.salesforce.Salesforce;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** A contact through Sallyport, granted, masked and audited in a file, beside OkHttp and Jackson alone. */
final class GuardedRead implements Comparison {
    private static final Aim LATENCY = Aim.atMost(1.05);
    private static final Aim CPU = Aim.atMost(1.15);

    @Override
    public String name() {
        return "guarded-read";
    }

    @Override
    public String about() {
        return "a contact through Sallyport, audited in a file, beside plain OkHttp and Jackson on the same fake";
    }

    @Override
    public Findings measure(Effort effort, PrintWriter progress) throws InterruptedException {
        try (FakeOrg org = FakeOrg.start();
                Folder folder = Folder.make();
                AuditLog audit =
                        AuditLog.file(folder.file("audit.jsonl"), Secret.of("a benchmark's audit key, not secret"));
                CrmConnector salesforce = connect(org, audit)) {
            Crm crm = salesforce.under(grant());
            Ref contact = Contact.ref(org.contact());
            PlainClient plain = new PlainClient(org);
            Pairs.Compared compared = new Pairs(effort).run(() -> crm.contacts().get(contact), plain::read, progress);
            Sampler sampler = new Sampler(effort);
            return new Findings(
                    figures(compared),
                    List.of(
                            sampler.profile(
                                    "a guarded read", () -> crm.contacts().get(contact)),
                            sampler.profile("a plain read", plain::read)));
        }
    }

    private static CrmConnector connect(FakeOrg org, AuditLog audit) {
        return Salesforce.connect(
                Connection.to(org.url()).auth(Credentials.bearer(org.token())),
                Safeguards.builder().audit(audit).build());
    }

    private static Grant grant() {
        return Grant.to("support-agent")
                .onBehalfOf("maria@acme.example")
                .forTask("T-4711")
                .allow("crm:contact:read")
                .mask("crm:contact:phone")
                .maxCalls(1_000_000_000)
                .until(Safeguards.defaults().time().now().plus(Duration.ofDays(1)));
    }

    private static List<Figure> figures(Pairs.Compared compared) {
        return List.of(
                Figure.of("guarded read, median", compared.one().medianMicros(), "us"),
                Figure.of("plain read, median", compared.other().medianMicros(), "us"),
                Figure.of("guarded read, 99th percentile", compared.one().percentile(99), "us"),
                Figure.of("plain read, 99th percentile", compared.other().percentile(99), "us"),
                Figure.of("guarded read, CPU", compared.one().cpuMicros(), "us"),
                Figure.of("plain read, CPU", compared.other().cpuMicros(), "us"),
                Figure.of("guarded for plain, median latency", compared.latency(), "")
                        .aimedAt(LATENCY),
                Figure.of("guarded for plain, CPU", compared.cpu(), "").aimedAt(CPU));
    }
}
