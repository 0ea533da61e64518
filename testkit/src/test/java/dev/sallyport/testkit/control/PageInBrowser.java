package dev.sallyport.testkit.control;

import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two fakes and their page in a real browser, which opens it when they are as the test wants them. */
abstract class PageInBrowser {
    // The browser may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile;

    FakeZendesk zendesk;
    FakeSalesforce salesforce;
    ControlServer control;
    Browser browser;
    private Path program;

    @BeforeEach
    void findBrowser() {
        program = Browser.program();
    }

    void serve(MovableClock clock, FakeZendesk newZendesk, FakeSalesforce newSalesforce) throws IOException {
        zendesk = newZendesk;
        salesforce = newSalesforce;
        control = ControlServer.of(zendesk, salesforce).clock(clock).start();
    }

    void openPage() throws IOException, InterruptedException {
        browser = Browser.open(program, profile, control.page());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (control != null) {
            control.close();
            salesforce.close();
            zendesk.close();
        }
    }
}
