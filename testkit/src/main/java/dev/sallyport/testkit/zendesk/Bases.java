package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.world.Population;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The tables of a {@link Start}: each kind of row, how it is made and what it is found by. */
final class Bases {
    private Bases() {}

    /** The number behind an id of some kind as a span; empty if it is none of theirs. */
    private static Hits one(String id, long firstId, long size) {
        long number = id.matches("\\d{1,18}") ? Long.parseLong(id) - firstId : -1;
        return number >= 0 && number < size ? new Hits.Range(number, number + 1) : Hits.none();
    }

    private static Hits customersOf(Start start, String organization) {
        Population people = start.population();
        long company = organization.matches("\\d{1,18}") ? Long.parseLong(organization) - Start.ORGANIZATIONS : -1;
        return company >= 0 && company < people.companies()
                ? new Hits.Range(people.firstOf(company), Math.min(start.size(), people.firstOf(company + 1)))
                : Hits.none();
    }

    /** The customers. */
    record Users(Start start) implements TableBase {
        @Override
        public long firstId() {
            return Start.USERS;
        }

        @Override
        public long size() {
            return start.size();
        }

        @Override
        public Sequence byId() {
            return new Numbered(
                    Start.USERS,
                    0,
                    size(),
                    start.rows()::deleted,
                    () -> size() - start.rows().deleted());
        }

        @Override
        public Sequence byChange() {
            return new Timed(start.population().timeline(), Start.USERS, size());
        }

        @Override
        public long unlisted(Hits.Range span) {
            return start.rows().deleted(span.from(), span.until());
        }

        @Override
        public boolean listed(long number) {
            return !start.rows().deleted(number);
        }

        @Override
        public ObjectNode row(long number) {
            ObjectNode user = UserColumns.user(start.rows().row(number), start.organizationOf(number));
            return start.row(
                    Start.USERS + number,
                    user,
                    start.created(number),
                    start.population().timeline().changed(number));
        }

        @Override
        public @Nullable Hits holding(String field, String value) {
            return switch (field) {
                case "email", "external_id" -> numbered(start, value);
                case "organization_id" -> customersOf(start, value);
                case "id" -> one(value, Start.USERS, size());
                default -> null;
            };
        }
    }

    static Hits numbered(Start start, String text) {
        OptionalLong number = start.population().numberIn(text);
        return number.isPresent()
                ? Hits.of(start.rows().mayHold(number.getAsLong()).toArray())
                : Hits.none();
    }

    /** Their companies. */
    record Organizations(Start start) implements TableBase {
        @Override
        public long firstId() {
            return Start.ORGANIZATIONS;
        }

        @Override
        public long size() {
            return start.population().companies();
        }

        @Override
        public Sequence byId() {
            return Numbered.all(Start.ORGANIZATIONS, 0, size());
        }

        @Override
        public Sequence byChange() {
            return new Rising(
                    Start.ORGANIZATIONS,
                    1,
                    size(),
                    number -> start.created(start.population().firstOf(number)).getEpochSecond());
        }

        @Override
        public boolean listed(long number) {
            return true;
        }

        @Override
        public ObjectNode row(long number) {
            ObjectNode values = Replies.object().put("name", start.population().company(number));
            values.put("external_id", "company-" + number);
            values.putArray("domain_names");
            values.put("details", "").put("notes", "").putNull("group_id");
            values.put("shared_tickets", false).put("shared_comments", false);
            values.putArray("tags");
            values.putObject("organization_fields");
            long first = start.population().firstOf(number);
            return start.row(Start.ORGANIZATIONS + number, values, start.created(first), start.created(first));
        }

        @Override
        public @Nullable Hits holding(String field, String value) {
            return switch (field) {
                case "name" -> {
                    OptionalLong named = start.population().companyNamed(value);
                    yield named.isPresent() ? Hits.of(named.getAsLong()) : Hits.none();
                }
                case "external_id" ->
                    value.matches("(?i)company-\\d{1,9}") ? one(value.substring(8), 0, size()) : Hits.none();
                default -> null;
            };
        }
    }

    /** The address of each customer who has one. */
    record Addresses(Start start) implements TableBase {
        @Override
        public long firstId() {
            return Start.IDENTITIES;
        }

        @Override
        public long size() {
            return start.size();
        }

        @Override
        public Sequence byId() {
            return Numbered.all(Start.IDENTITIES, 0, size());
        }

        @Override
        public Sequence byChange() {
            return new Rising(
                    Start.IDENTITIES, 1, size(), number -> start.created(number).getEpochSecond());
        }

        @Override
        public boolean listed(long number) {
            return true;
        }

        @Override
        public ObjectNode row(long number) {
            CustomerRow row = start.rows().row(number);
            ObjectNode values = Identities.values(Start.USERS + number, "email", UserColumns.email(row), true);
            return start.row(Start.IDENTITIES + number, values, start.created(number), start.created(number));
        }

        @Override
        public @Nullable Hits holding(String field, String value) {
            return switch (field) {
                case "user_id" -> {
                    Hits user = one(value, Start.USERS, size());
                    boolean has = user instanceof Hits.Range range
                            && range.most() > 0
                            && UserColumns.email(start.rows().row(range.from())) != null;
                    yield has ? user : Hits.none();
                }
                case "value" -> numbered(start, value);
                default -> null;
            };
        }
    }

    /** That each customer belongs to their company. */
    record Members(Start start) implements TableBase {
        @Override
        public long firstId() {
            return Start.MEMBERSHIPS;
        }

        @Override
        public long size() {
            return start.size();
        }

        @Override
        public Sequence byId() {
            return Numbered.all(Start.MEMBERSHIPS, 0, size());
        }

        @Override
        public Sequence byChange() {
            return new Rising(
                    Start.MEMBERSHIPS,
                    1,
                    size(),
                    number -> start.created(number).getEpochSecond());
        }

        @Override
        public boolean listed(long number) {
            return true;
        }

        @Override
        public ObjectNode row(long number) {
            ObjectNode values = Replies.object()
                    .put("user_id", Start.USERS + number)
                    .put("organization_id", start.organizationOf(number))
                    .put("default", true)
                    .put("view_tickets", true);
            return start.row(Start.MEMBERSHIPS + number, values, start.created(number), start.created(number));
        }

        @Override
        public @Nullable Hits holding(String field, String value) {
            return switch (field) {
                case "user_id" -> one(value, Start.USERS, size());
                case "organization_id" -> customersOf(start, value);
                default -> null;
            };
        }
    }

    /** For what has no index, all; refused where that is too many. */
    static LongStream walked(long size) {
        if (size > Table.MOST_WALKED) {
            throw new Refusal(Replies.timeout());
        }
        return LongStream.range(0, size);
    }
}
