package dev.sallyport.http;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the records of one resource under one grant: masks taken out, record rules joined to each query and checked again
 * on each result. Thread-safe.
 *
 * @param <T> the record
 */
public final class Records<T> {
    private final Executor executor;
    private final Session session;
    private final String resource;
    private final RecordMapper<T> mapper;
    private final Function<JsonNode, Optional<String>> version;

    /** Reads of a resource, such as {@code crm:contact}; {@code version} finds a record's mark of its version. */
    public Records(
            Executor executor,
            Session session,
            String resource,
            RecordMapper<T> mapper,
            Function<JsonNode, Optional<String>> version) {
        this.executor = executor;
        this.session = session;
        this.resource = resource;
        this.mapper = mapper;
        this.version = version;
    }

    /**
     * One page as the vendor sent it.
     *
     * @param records its records
     * @param next the next page's cursor; null at the end
     */
    public record RawPage(List<JsonNode> records, @Nullable String next) {
        public RawPage {
            records = List.copyOf(records);
        }

        @Override
        public String toString() {
            return "RawPage[" + records.size() + " records]";
        }
    }

    /** Asks for one page of a query, already narrowed by the record rules; the cursor is null for the first. */
    @FunctionalInterface
    public interface PageRequest<T> {
        /**
         * The attempt that reads it.
         *
         * @throws dev.sallyport.error.InputException if the system cannot answer such a query
         */
        Attempt<RawPage> at(Query<T> query, @Nullable String cursor);
    }

    /**
     * Reads one.
     *
     * @throws dev.sallyport.error.ConnectorException if it is refused, fails, or lies outside a record rule
     */
    public Fetched<T> get(Operation operation, Ref ref, Attempt<JsonNode> attempt) {
        Fetched<T> fetched = mapped(executor.read(session, Read.of(operation, ref, attempt)));
        if (!session.admits(resource, fetched.value())) {
            throw Failure.unsent(
                            ErrorCode.OUTSIDE_RULE,
                            ref.resource(),
                            operation.name(),
                            "The record lies outside the grant's rule for " + resource + ".")
                    .toException();
        }
        return fetched;
    }

    /** A read of one record for checking rules and for dry runs; never shown to the caller. */
    public Read<Fetched<T>> fresh(Operation operation, Ref ref, Attempt<JsonNode> attempt) {
        return Read.of(operation, ref, context -> {
            JsonNode json = attempt.run(context);
            return mapper.map(session, json, version.apply(json));
        });
    }

    /** Finds those that fit, page by page. */
    public Pages<T> find(Operation operation, Query<T> query, PageRequest<T> request) {
        List<String> fields = new ArrayList<>();
        query.filter()
                .ifPresent(filter -> filter.comparisons()
                        .forEach(part -> fields.add(part.field().toString())));
        query.sort().ifPresent(sort -> fields.add(sort.field().toString()));
        Query<T> narrowed = session.underRules(resource, query);
        return new Walk<>(
                cursor -> {
                    RawPage page = executor.read(
                            session,
                            new Read<>(
                                    operation,
                                    null,
                                    fields,
                                    context -> request.at(narrowed, cursor).run(context)));
                    List<Fetched<T>> admitted = page.records().stream()
                            .map(this::mapped)
                            .filter(fetched -> session.admits(resource, fetched.value()))
                            .filter(fetched -> fits(query, fetched.value()))
                            .toList();
                    return new Walk.Page<>(admitted, page.next());
                },
                new Checkpoints(executor::seal, operation.name(), Identity.of(narrowed)));
    }

    /** Vendors find more than was asked for: words instead of values, one condition instead of both, an old state. */
    private static <T> boolean fits(Query<T> query, T value) {
        return query.filter().map(filter -> filter.test(value)).orElse(true);
    }

    private Fetched<T> mapped(JsonNode json) {
        Fetched<T> fetched;
        try {
            fetched = mapper.map(session, json, Optional.empty());
        } catch (IllegalArgumentException e) {
            throw Failure.unsent(ErrorCode.PROTOCOL, resource, "read", "A record came without what it is known by.")
                    .toException(e);
        }
        // Of what the mapper left: a version is often the time of the last change, which may be masked.
        return new Fetched<>(
                fetched.value(), fetched.findings(), version.apply(json).orElse(null), fetched.raw());
    }
}
