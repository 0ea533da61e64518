package dev.sallyport.testkit.salesforce;

import java.util.List;

/** The list behind {@link FakeSalesforce#coverage()}. */
final class Covered {
    static final Coverage COVERAGE = new Coverage(
            List.of(
                    "OAuth: client_credentials, password, refresh_token and JWT bearer (signature not checked); revoke;"
                            + " userinfo and identity",
                    "SOAP login",
                    "versions 31.0 to 66.0, resources, limits (the daily one counts)",
                    "describe: global, basic, full, as the caller's profile sees it",
                    "records: create, read (fields, If-Modified-Since), update (If-Unmodified-Since), delete with cascade",
                    "external ids: upsert, read, delete; unique fields",
                    "SOQL: fields, parent fields, FIELDS(), WHERE with semi-joins, ORDER BY, LIMIT, OFFSET, GROUP BY,"
                            + " aggregates, date literals; query, queryAll and paging",
                    "collections: create, update, delete, read; composite; composite/batch"),
            List.of(
                    "SOSL and parameterizedSearch",
                    "SOQL: child subqueries, HAVING, TYPEOF, USING SCOPE, FOR VIEW, WITH, date and distance functions",
                    "composite/tree, composite/graph, collections by external id, relationship resources",
                    "updated, deleted, recent, ETag and If-Match on accounts",
                    "Bulk API, SOAP beyond login, Tooling, Metadata, streaming, files, approvals, layouts",
                    "duplicate rules, validation rules, record types, record-level sharing, creating users",
                    "the rule that an Event needs a start and a duration"));

    private Covered() {}
}
