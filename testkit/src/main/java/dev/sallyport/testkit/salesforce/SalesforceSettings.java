package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kind of org to fake. */
record SalesforceSettings(
        long seed,
        InstantSource clock,
        @Nullable MessyWorld world,
        @Nullable MessyPopulation population,
        long dailyLimit,
        int pageSize,
        Duration tokenLifetime,
        Map<String, List<Field>> customFields,
        List<SalesforceUser> users) {}
