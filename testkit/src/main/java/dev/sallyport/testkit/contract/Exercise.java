package dev.sallyport.testkit.contract;

import dev.sallyport.Pages;
import dev.sallyport.access.Grant;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One operation, carried out once. */
sealed interface Exercise<C> {
    /** The operation's name as it stands in {@code capabilities()}. */
    String operation();

    /** Carries it out on the seeded records. */
    @Nullable
    Object run(C connector, Grant grant, Intent intent);

    /** Whether it is meant to change something. */
    default boolean writes() {
        return false;
    }

    /** Reads one record by its id. */
    record Getting<C>(String operation, Supplier<String> known, String missing, Exercises.ById<C> call)
            implements Exercise<C> {
        @Override
        public @Nullable Object run(C connector, Grant grant, Intent intent) {
            return call.get(connector, grant, known.get());
        }
    }

    /** Reads something that takes no id. */
    record Reading<C>(String operation, Exercises.Plain<C> call) implements Exercise<C> {
        @Override
        public @Nullable Object run(C connector, Grant grant, Intent intent) {
            return call.read(connector, grant);
        }
    }

    /**
     * Walks through a list.
     *
     * @param more puts a further record there
     * @param filtered whether it leaves out what does not fit a filter
     * @param sized whether pages are of the size that is asked for
     */
    record Walking<C, F>(
            String operation, Exercises.Paged<C> call, Exercises.More<F> more, boolean filtered, boolean sized)
            implements Exercise<C> {
        /** More than any check puts there. */
        private static final int MOST = 500;

        static final int PAGE = 5;

        @Override
        public List<?> run(C connector, Grant grant, Intent intent) {
            Pages<?> pages = call.find(connector, grant, PAGE);
            return pages.first(MOST);
        }
    }

    /** Writes once. */
    record Writing<C>(String operation, Exercises.Written<C> call) implements Exercise<C> {
        @Override
        public Outcome<Receipt> run(C connector, Grant grant, Intent intent) {
            return call.write(connector, grant, intent);
        }

        @Override
        public boolean writes() {
            return true;
        }
    }

    /** Writes several things at once. */
    record WritingAll<C>(String operation, Exercises.WrittenTogether<C> call) implements Exercise<C> {
        @Override
        public List<Outcome<Receipt>> run(C connector, Grant grant, Intent intent) {
            return call.write(connector, grant, intent);
        }

        @Override
        public boolean writes() {
            return true;
        }
    }
}
