package dev.sallyport.spi;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One writing call. Content is data and stays out of {@code toString}. Immutable. */
public final class Write {
    private static final int NO_BATCH = -1;
    private final Operation operation;
    private final Intent intent;
    private final @Nullable Ref target;
    private final Map<String, @Nullable Object> content;
    private final Attempt<Written> attempt;
    private final @Nullable String guardedResource;
    private final @Nullable Read<? extends Fetched<?>> current;
    private final @Nullable String caution;
    private final int index;

    private Write(
            Operation operation,
            Intent intent,
            @Nullable Ref target,
            Map<String, ? extends @Nullable Object> content,
            Attempt<Written> attempt,
            @Nullable String guardedResource,
            @Nullable Read<? extends Fetched<?>> current,
            @Nullable String caution,
            int index) {
        this.operation = operation;
        this.intent = intent;
        this.target = target;
        this.content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
        this.attempt = attempt;
        this.guardedResource = guardedResource;
        this.current = current;
        this.caution = caution;
        this.index = index;
    }

    /** A write of this content, by canonical field name; {@code target} is null for a create. */
    public static Write of(
            Operation operation,
            Intent intent,
            @Nullable Ref target,
            Map<String, ? extends @Nullable Object> content,
            Attempt<Written> attempt) {
        return new Write(operation, intent, target, content, attempt, null, null, null, NO_BATCH);
    }

    /**
     * The same write, guarded by the record rules of a resource, such as {@code ticketing:ticket}; {@code fresh} reads the
     * record that they are checked on.
     */
    public Write guardedBy(String resource, Read<? extends Fetched<?>> fresh) {
        return new Write(operation, intent, target, content, attempt, resource, fresh, caution, index);
    }

    /** The same write, with what whoever approves it should know, in a sentence without data. */
    public Write cautioned(String sentence) {
        return new Write(operation, intent, target, content, attempt, guardedResource, current, sentence, index);
    }

    /** The same write at a place in a batch, from 0; the place is part of what makes it the same as another. */
    public Write at(int place) {
        return new Write(operation, intent, target, content, attempt, guardedResource, current, caution, place);
    }

    /** Its place in its batch; negative if it is in none. */
    public int index() {
        return index;
    }

    /** What whoever approves it should know. */
    public Optional<String> caution() {
        return Optional.ofNullable(caution);
    }

    /** What kind. */
    public Operation operation() {
        return operation;
    }

    /** What makes it the same as another. */
    public Intent intent() {
        return intent;
    }

    /** The record that it changes; null for a create. */
    public @Nullable Ref target() {
        return target;
    }

    /** The content by canonical field name. */
    public Map<String, @Nullable Object> content() {
        return content;
    }

    /** One try. */
    public Attempt<Written> attempt() {
        return attempt;
    }

    /** The resource whose record rules guard it. */
    public String guardedResource() {
        return guardedResource == null ? operation.scope().qualifiedResource() : guardedResource;
    }

    /** Reads the record that the rules are checked on, where there is one. */
    public Optional<Read<? extends Fetched<?>>> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public String toString() {
        return "Write[" + operation.name() + "]";
    }
}
