package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.world.Deal;
import dev.sallyport.testkit.world.Timeline;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Numbers of records among which all are that can match a question. */
public sealed interface Hits {
    /** At most so many. */
    long most();

    /** How many there are, where the index can tell; else at most so many. */
    default long count() {
        return most();
    }

    /** The numbers, smallest first, each once. */
    PrimitiveIterator.OfLong byNumber();

    /** The numbers of a run of 1,024, smallest first, perhaps some beyond the end; null where they are not told by runs. */
    default @Nullable LongFunction<long[]> byRun() {
        return null;
    }

    /** All are below it. */
    default long end() {
        return Long.MAX_VALUE;
    }

    /** The numbers, largest first, each once. */
    default PrimitiveIterator.OfLong largestFirst() {
        long[] numbers = StreamSupport.longStream(
                        Spliterators.spliteratorUnknownSize(byNumber(), Spliterator.ORDERED), false)
                .toArray();
        return IntStream.range(0, numbers.length)
                .mapToLong(place -> numbers[numbers.length - 1 - place])
                .iterator();
    }

    /** No record. */
    static Hits none() {
        return new Range(0, 0);
    }

    static Hits of(long... numbers) {
        long[] sorted = LongStream.of(numbers).sorted().distinct().toArray();
        return new Some(sorted.length, () -> Arrays.stream(sorted).iterator());
    }

    static Hits both(Hits one, Hits other) {
        return new Some(one.most() + other.most(), () -> new MergedNumbers(one.byNumber(), other.byNumber(), n -> n));
    }

    /** Those that both have. */
    static Hits common(Hits one, Hits other) {
        return new Some(Math.min(one.most(), other.most()), () -> new CommonNumbers(one.byNumber(), other.byNumber()));
    }

    /** Those that both have, told run by run; null where one of them is not. */
    static @Nullable Hits inBoth(Hits one, Hits other) {
        LongFunction<long[]> first = one.most() <= other.most() ? one.byRun() : other.byRun();
        LongFunction<long[]> second = one.most() <= other.most() ? other.byRun() : one.byRun();
        if (first == null || second == null) {
            return null;
        }
        LongFunction<long[]> both = run -> {
            long[] some = first.apply(run);
            long[] others = some.length == 0 ? some : second.apply(run);
            return LongStream.of(some)
                    .filter(number -> Arrays.binarySearch(others, number) >= 0)
                    .toArray();
        };
        return new InRuns(both, Math.min(one.end(), other.end()), Math.min(one.most(), other.most()));
    }

    /** Those that one of them has, told run by run; null where one of them is not. */
    static @Nullable Hits inEither(Hits one, Hits other) {
        LongFunction<long[]> first = one.byRun();
        LongFunction<long[]> second = other.byRun();
        if (first == null || second == null) {
            return null;
        }
        LongFunction<long[]> either =
                run -> LongStream.concat(LongStream.of(first.apply(run)), LongStream.of(second.apply(run)))
                        .sorted()
                        .distinct()
                        .toArray();
        return new InRuns(either, Math.max(one.end(), other.end()), one.most() + other.most());
    }

    /** Those for which it is so. */
    static Hits where(LongPredicate so, long size) {
        return new InRuns(
                run -> LongStream.range(run * Deal.RUN, Math.min(size, (run + 1) * Deal.RUN))
                        .filter(so)
                        .toArray(),
                size,
                size);
    }

    /** All from one number up to, but without, the other. */
    record Range(long from, long until) implements Hits {
        @Override
        public LongFunction<long[]> byRun() {
            return run -> LongStream.range(Math.max(from, run * Deal.RUN), Math.min(until, (run + 1) * Deal.RUN))
                    .toArray();
        }

        @Override
        public long end() {
            return until;
        }

        @Override
        public long most() {
            return Math.max(0, until - from);
        }

        @Override
        public PrimitiveIterator.OfLong byNumber() {
            return LongStream.range(from, until).iterator();
        }

        @Override
        public PrimitiveIterator.OfLong largestFirst() {
            return LongStream.range(from, until)
                    .map(number -> from + until - 1 - number)
                    .iterator();
        }

        public Range and(Range other) {
            return new Range(Math.max(from, other.from), Math.min(until, other.until));
        }
    }

    /** Numbers that are told run by run. */
    sealed interface Runs extends Hits {
        /** The numbers of a run, smallest first. */
        LongFunction<long[]> inRun();

        /** How many records there are. */
        long size();

        @Override
        default LongFunction<long[]> byRun() {
            return inRun();
        }

        @Override
        default long end() {
            return size();
        }

        @Override
        default PrimitiveIterator.OfLong byNumber() {
            return new RunNumbers(inRun(), size(), true);
        }

        @Override
        default PrimitiveIterator.OfLong largestFirst() {
            return new RunNumbers(inRun(), size(), false);
        }
    }

    /**
     * Numbers that are dealt evenly: as many in each run of 1,024.
     *
     * @param inRun the numbers of a run, smallest first
     * @param size how many records there are
     */
    record Dealt(LongFunction<long[]> inRun, long size) implements Runs {
        /** How many there are. */
        @Override
        public long count() {
            long full = size / Deal.RUN;
            long rest = size % Deal.RUN == 0
                    ? 0
                    : LongStream.of(inRun.apply(full))
                            .filter(number -> number < size)
                            .count();
            return (full == 0 ? 0 : full * inRun.apply(0).length) + rest;
        }

        @Override
        public long most() {
            return count();
        }
    }

    /**
     * Numbers that are told run by run, as many in each as may be.
     *
     * @param most at most so many
     */
    record InRuns(LongFunction<long[]> inRun, long size, long most) implements Runs {
        /** How many there are; looks at all of them. */
        @Override
        public long count() {
            long count = 0;
            for (PrimitiveIterator.OfLong numbers = byNumber(); numbers.hasNext(); numbers.nextLong()) {
                count++;
            }
            return count;
        }
    }

    /** Numbers that an index gives. */
    record Some(long most, Supplier<PrimitiveIterator.OfLong> numbers) implements Hits {
        @Override
        public PrimitiveIterator.OfLong byNumber() {
            return numbers.get();
        }
    }

    /** All that were changed in a span of time. */
    record Changes(Timeline timeline, long size, Instant since, Instant before, StrayChanges strays) implements Hits {
        private long from() {
            return Math.max(Deal.RUN, timeline.firstChange(since));
        }

        private long until() {
            return timeline.firstChange(before);
        }

        @Override
        public LongFunction<long[]> byRun() {
            long from = from();
            long until = until();
            long[] others = strays.between(since, before);
            Arrays.sort(others);
            return run -> LongStream.concat(regular(run, from, until), within(others, run))
                    .sorted()
                    .toArray();
        }

        private LongStream regular(long run, long from, long until) {
            return (run + 2) * Deal.RUN <= from || (run + 1) * Deal.RUN >= until
                    ? LongStream.empty()
                    : LongStream.range(run * Deal.RUN, Math.min(size, (run + 1) * Deal.RUN))
                            .filter(number -> timeline.changeRank(number) >= from
                                    && timeline.changeRank(number) < until
                                    && !strays.hold(number));
        }

        private static LongStream within(long[] sorted, long run) {
            int at = Arrays.binarySearch(sorted, run * Deal.RUN);
            return Arrays.stream(sorted, at < 0 ? -at - 1 : at, sorted.length)
                    .takeWhile(number -> number < (run + 1) * Deal.RUN);
        }

        @Override
        public long end() {
            return size;
        }

        public Changes and(Changes other) {
            return new Changes(
                    timeline,
                    size,
                    since.isAfter(other.since) ? since : other.since,
                    before.isBefore(other.before) ? before : other.before,
                    strays);
        }

        @Override
        public long most() {
            return Math.max(0, until() - from()) + strays.between(since, before).length;
        }

        /** How many there are; only where there are no strays. */
        @Override
        public long count() {
            long from = from();
            long until = until();
            // Only the last run can have gaps.
            long gaps = Math.max(from, timeline.endOfChanges() - Deal.RUN);
            return Math.max(0, Math.min(until, gaps) - from)
                    + LongStream.range(gaps, Math.max(gaps, until))
                            .filter(rank -> timeline.changedAt(rank) >= 0)
                            .count();
        }

        @Override
        public PrimitiveIterator.OfLong byNumber() {
            long from = from();
            long until = until();
            long[] others = strays.between(since, before);
            Arrays.sort(others);
            PrimitiveIterator.OfLong regular = LongStream.range(
                            (from / Deal.RUN - 1) * Deal.RUN, Math.min(size, (until - 1) / Deal.RUN * Deal.RUN))
                    .filter(number -> timeline.changeRank(number) >= from && timeline.changeRank(number) < until)
                    .filter(number -> !strays.hold(number))
                    .iterator();
            return new MergedNumbers(regular, Arrays.stream(others).iterator(), number -> number);
        }

        /** The numbers in the order in which they were changed. */
        public PrimitiveIterator.OfLong byChange(boolean latestFirst) {
            long from = from();
            long until = Math.max(from, until());
            PrimitiveIterator.OfLong regular = LongStream.range(from, until)
                    .map(rank -> timeline.changedAt(latestFirst ? from + until - 1 - rank : rank))
                    .filter(number -> number >= 0 && !strays.hold(number))
                    .iterator();
            return withStrays(regular, number -> true, latestFirst);
        }

        /** Of these numbers those that are others' too, in the order in which they were changed; null as for runs. */
        public PrimitiveIterator.@Nullable OfLong byChange(Hits others, boolean latestFirst) {
            LongFunction<long[]> inRun = others.byRun();
            if (inRun == null) {
                return null;
            }
            long from = from();
            long until = until();
            // What stands in one run of numbers stands in one run of changes too.
            PrimitiveIterator.OfLong regular = new RunNumbers(
                    run -> LongStream.of(inRun.apply(run))
                            .filter(number -> !strays.hold(number)
                                    && timeline.changeRank(number) >= from
                                    && timeline.changeRank(number) < until)
                            .boxed()
                            .sorted(Comparator.comparingLong(timeline::changeRank))
                            .mapToLong(Long::longValue)
                            .toArray(),
                    others.end(),
                    !latestFirst);
            return withStrays(
                    regular, number -> Arrays.binarySearch(inRun.apply(number / Deal.RUN), number) >= 0, latestFirst);
        }

        private PrimitiveIterator.OfLong withStrays(
                PrimitiveIterator.OfLong regular, LongPredicate wanted, boolean latestFirst) {
            long[] others = strays.between(since, before);
            LongStream ordered = IntStream.range(0, others.length)
                    .mapToLong(place -> others[latestFirst ? others.length - 1 - place : place])
                    .filter(wanted);
            long sign = latestFirst ? -1 : 1;
            return new MergedNumbers(regular, ordered.iterator(), number -> sign * strays.second(number, timeline));
        }
    }
}
