package dev.sallyport.examples.demo;

import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.sql.SQLException;

/**
 * The retailer's three systems, fresh for one run.
 *
 * @param crm the customers
 * @param ticketing the requests
 * @param database the orders
 */
record RetailSystems(FakeSalesforce crm, FakeZendesk ticketing, RetailDatabase database) implements AutoCloseable {

    static RetailSystems start(MessyWorld world, BadDay day) throws IOException, SQLException {
        FakeSalesforce crm = FakeSalesforce.builder()
                .seed(day.seed())
                .faults(day.crm())
                .world(world)
                .start();
        // The High Volume add-on, so that the demo shows faults rather than a minute's wait.
        FakeZendesk ticketing = FakeZendesk.builder()
                .seed(day.seed())
                .faults(day.ticketing())
                .requestsPerMinute(2500)
                .ticketUpdatesPerMinute(300)
                .world(world)
                .start();
        return new RetailSystems(crm, ticketing, RetailDatabase.start(world.world()));
    }

    @Override
    public void close() throws IOException {
        crm.problems();
        ticketing.problems();
        crm.close();
        ticketing.close();
        database.close();
    }
}
