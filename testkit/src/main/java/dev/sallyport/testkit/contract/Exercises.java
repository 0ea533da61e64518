package dev.sallyport.testkit.contract;

import dev.sallyport.Pages;
import dev.sallyport.access.Grant;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a contract is to do with a connector: one exercise for each of its operations, each of which carries the operation
 * out once, under the grant that it is given. Not for several threads.
 *
 * @param <C> the connector
 * @param <F> its fake
 */
public final class Exercises<C, F> {
    private final List<Exercise<C>> all = new ArrayList<>();
    private final List<Exercise.Reading<C>> unsupported = new ArrayList<>();
    private final List<Exercise.WritingAll<C>> mixed = new ArrayList<>();
    private final List<Filtering<C>> filters = new ArrayList<>();
    private final List<Ruled> rules = new ArrayList<>();
    private final List<Moving<C>> moving = new ArrayList<>();

    private Predicate<String> aside = operation -> false;
    private final List<String> capabilities;

    Exercises(List<String> capabilities) {
        this.capabilities = List.copyOf(capabilities);
    }

    /** Whether the connector declares an operation. */
    public boolean offers(String operation) {
        return capabilities.contains(operation);
    }

    /** Reads one record by its id. */
    @FunctionalInterface
    public interface ById<C> {
        /** The record. */
        Object get(C connector, Grant grant, String id);
    }

    /** Reads something that takes no id. */
    @FunctionalInterface
    public interface Plain<C> {
        /** What was read; null or an {@code Outcome} are as good where something is refused. */
        @Nullable
        Object read(C connector, Grant grant);
    }

    /** Walks through a list. */
    @FunctionalInterface
    public interface Paged<C> {
        /** The walk, in pages of that size. */
        Pages<?> find(C connector, Grant grant, int pageSize);
    }

    /** Puts a further record into a list, behind the vendor's back. */
    @FunctionalInterface
    public interface More<F> {
        /** Puts the n-th further one there. */
        void add(F fake, int number);
    }

    /** Writes once. */
    @FunctionalInterface
    public interface Written<C> {
        /** How it ended. */
        Outcome<Receipt> write(C connector, Grant grant, Intent intent);
    }

    /** Writes several things at once. */
    @FunctionalInterface
    public interface WrittenTogether<C> {
        /** How each ended. */
        List<Outcome<Receipt>> write(C connector, Grant grant, Intent intent);
    }

    /** Changes or deletes a record, so that it may leave its place in a list. */
    @FunctionalInterface
    public interface Moved<C> {
        /** How that ended. */
        Outcome<Receipt> move(C connector, Grant grant, String id);
    }

    /** A walk while whose records are changed and deleted. */
    record Moving<C>(String operation, Paged<C> call, List<Moved<C>> moves) {}

    /** A walk with a filter by a field that can be masked. */
    record Filtering<C>(String operation, String field, Plain<C> call) {}

    /** A record rule that no record fits. */
    record Ruled(String resource, Filter<?> nobody) {}

    /**
     * Reads one record by its id.
     *
     * @param known the id of a seeded record, asked for after each seeding
     * @param missing an id of the vendor's form that no record has
     */
    public Exercises<C, F> get(String operation, Supplier<String> known, String missing, ById<C> call) {
        return with(new Exercise.Getting<>(operation, known, missing, call));
    }

    /** Reads something that takes no id, such as who the connection is. */
    public Exercises<C, F> read(String operation, Plain<C> call) {
        return with(new Exercise.Reading<>(operation, call));
    }

    /** Walks through a list; {@code more} puts records there that the walk must find. */
    public Exercises<C, F> walk(String operation, Paged<C> call, More<F> more) {
        return with(new Exercise.Walking<>(operation, call, more, false, true));
    }

    /**
     * A walk of one that was named before, in whatever order, while other records of the list are moved: changed, in the
     * field that is sorted by too, or deleted.
     */
    public Exercises<C, F> whileWalking(String operation, Paged<C> call, List<Moved<C>> moves) {
        moving.add(new Moving<>(operation, call, List.copyOf(moves)));
        return this;
    }

    /** A walk with a filter, which may leave damaged records out. */
    Exercises<C, F> filteredWalk(String operation, Paged<C> call, More<F> more) {
        return with(new Exercise.Walking<>(operation, call, more, true, true));
    }

    /** A walk whose facade takes no page size. */
    Exercises<C, F> unsizedWalk(String operation, Paged<C> call, More<F> more) {
        return with(new Exercise.Walking<>(operation, call, more, false, false));
    }

    /** Writes once, known by the intent that it is given. */
    public Exercises<C, F> write(String operation, Written<C> call) {
        return with(new Exercise.Writing<>(operation, call));
    }

    /** Writes several things at once, known by the intent that it is given. */
    public Exercises<C, F> writeAll(String operation, WrittenTogether<C> call) {
        return with(new Exercise.WritingAll<>(operation, call));
    }

    /** Writes several things at once, of which the vendor takes some and refuses at least one. */
    public Exercises<C, F> mixed(String operation, WrittenTogether<C> call) {
        mixed.add(new Exercise.WritingAll<>(operation, call));
        return this;
    }

    /** Something that the system lacks: it must refuse with {@code UNSUPPORTED} and send nothing. */
    public Exercises<C, F> unsupported(String name, Plain<C> call) {
        unsupported.add(new Exercise.Reading<>(name, call));
        return this;
    }

    /**
     * A walk, read to its end, with a filter by a field that a grant could mask.
     *
     * @param field the qualified canonical field, such as {@code crm:contact:email}
     */
    public Exercises<C, F> filter(String operation, String field, Plain<C> call) {
        filters.add(new Filtering<>(operation, field, call));
        return this;
    }

    /**
     * A record rule that no seeded record fits.
     *
     * @param resource the canonical resource, such as {@code crm:contact}
     */
    public Exercises<C, F> rule(String resource, Filter<?> nobody) {
        rules.add(new Ruled(resource, nobody));
        return this;
    }

    private Exercises<C, F> with(Exercise<C> exercise) {
        all.add(exercise);
        return this;
    }

    List<Exercise<C>> all() {
        return List.copyOf(all);
    }

    Stream<Exercise<C>> writes() {
        return all.stream().filter(Exercise::writes);
    }

    Stream<Exercise<C>> reads() {
        return all.stream().filter(exercise -> !exercise.writes());
    }

    Stream<Exercise.Getting<C>> gets() {
        return all.stream().filter(Exercise.Getting.class::isInstance).map(one -> (Exercise.Getting<C>) one);
    }

    @SuppressWarnings("unchecked") // walk(...) takes no other fake
    Stream<Exercise.Walking<C, F>> walks() {
        return all.stream().filter(Exercise.Walking.class::isInstance).map(one -> (Exercise.Walking<C, F>) one);
    }

    List<Exercise.Reading<C>> unsupported() {
        return unsupported;
    }

    List<Exercise.WritingAll<C>> mixed() {
        return mixed;
    }

    List<Filtering<C>> filters() {
        return filters;
    }

    /** Operations that are the contract's own, such as those on a table that it damages: no exercise has to reach them. */
    void aside(Predicate<String> operations) {
        aside = operations;
    }

    boolean isAside(String operation) {
        return aside.test(operation);
    }

    Stream<Moving<C>> moving(String operation) {
        return moving.stream().filter(one -> one.operation().equals(operation));
    }

    List<Ruled> rules() {
        return rules;
    }
}
