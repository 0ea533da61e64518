package dev.sallyport.testkit.salesforce;

import java.util.List;

/** The list behind {@link FakeSalesforce#coverage()}. */
final class Covered {
    static final Coverage COVERAGE = new Coverage(
            List.of(
                    "OAuth: client_credentials, password, authorization_code, refresh_token and JWT bearer (signature not"
                            + " checked); revoke; userinfo and identity",
                    "SOAP: login and logout",
                    "versions 31.0 to 66.0, resources, limits (the daily one counts), limits/recordCount",
                    "describe: global, basic, full, as the caller's profile sees it; If-Modified-Since, If-None-Match",
                    "records: create, read (fields), update, delete with cascade; If-(Un)Modified-Since, on accounts"
                            + " If-(None-)Match; relationship resources; recent, updated, deleted",
                    "external ids: upsert, read, delete; unique fields",
                    "SOQL: fields, parent fields, child subqueries, TYPEOF, FIELDS(), toLabel(), FORMAT(), WHERE with"
                            + " semi-joins, ORDER BY, LIMIT, OFFSET, GROUP BY, HAVING, aggregates, date literals and date"
                            + " functions, USING SCOPE everything and mine, FOR VIEW, REFERENCE and UPDATE; query, queryAll"
                            + " and paging",
                    "SOSL: words, phrases, wildcards, AND, OR, AND NOT, field groups, RETURNING with WHERE, ORDER BY,"
                            + " LIMIT and OFFSET; parameterizedSearch",
                    "collections: create, update, upsert, delete, read; composite; batch; tree; graph",
                    "Bulk API 2.0: ingest and query jobs; Bulk API 1.0 with CSV and JSON",
                    "rows that another process holds: UNABLE_TO_LOCK_ROW"),
            List.of(
                    "SOSL: WITH clauses, FIND in lists of terms",
                    "SOQL: GROUP BY ROLLUP and CUBE, DISTANCE, convertCurrency, convertTimezone, WITH clauses, other scopes",
                    "relationship resources: writing through them",
                    "Bulk API 1.0 with XML or ZIP content and chunked queries; hardDelete puts into the recycle bin",
                    "SOAP beyond login, Tooling, Metadata, Apex, Analytics, Chatter, streaming, files, approvals, layouts,"
                            + " list views, quick actions, tabs, themes",
                    "the authorize page of OAuth and its device flow; introspection",
                    "duplicate rules, validation rules, record types, record-level sharing, approval locks, creating users",
                    "the rule that an Event needs a start and a duration"));

    private Covered() {}
}
