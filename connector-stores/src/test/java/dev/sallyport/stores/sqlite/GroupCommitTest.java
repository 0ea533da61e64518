package dev.sallyport.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.effect.LedgerException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @TempDir
    Path folder;

    @Test
    void those_who_come_while_a_commit_runs_share_the_next() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        GroupCommit group = new GroupCommit(waiting -> {
            List<Turn<?>> turns = waiting.take();
            commits.incrementAndGet();
            begun.countDown();
            awaitUnchecked(mayEnd);
            turns.forEach(Turn::done);
        });
        List<FutureTask<Object>> callers = new ArrayList<>();
        callers.add(started(() -> group.join(nothing -> "")));
        begun.await();
        for (int i = 0; i < 20; i++) {
            callers.add(waiting(() -> group.join(nothing -> "")));
        }
        mayEnd.countDown();
        for (FutureTask<Object> caller : callers) {
            caller.get();
        }
        assertThat(commits).hasValue(2);
    }

    @Test
    void a_commit_that_ends_in_an_error_fails_its_callers_and_not_the_next_ones() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        GroupCommit group = new GroupCommit(waiting -> {
            List<Turn<?>> turns = waiting.take();
            if (commits.incrementAndGet() == 1) {
                throw new OutOfMemoryError("as if");
            }
            turns.forEach(Turn::done);
        });
        assertThatThrownBy(() -> group.join(nothing -> "")).isInstanceOf(OutOfMemoryError.class);
        group.join(nothing -> "");
        assertThat(commits).hasValue(2);
    }

    @Test
    void work_that_fails_fails_alone_and_its_neighbours_are_done_once() throws Exception {
        try (SqliteFile file = SqliteFile.open(folder.resolve("ledger.db"))) {
            FutureTask<Object> first = started(() -> file.transact(statements -> {
                begun.countDown();
                awaitUnchecked(mayEnd);
                return "";
            }));
            begun.await();
            List<FutureTask<Object>> neighbours = new ArrayList<>();
            neighbours.add(waiting(() -> file.transact(GroupCommitTest::spendOne)));
            FutureTask<Object> faulty = waiting(() -> file.transact(statements -> {
                spendOne(statements);
                statements.execute("INSERT INTO nowhere VALUES (1)");
                return "";
            }));
            neighbours.add(waiting(() -> file.transact(GroupCommitTest::spendOne)));
            mayEnd.countDown();
            first.get();
            for (FutureTask<Object> neighbour : neighbours) {
                neighbour.get();
            }
            assertThatThrownBy(faulty::get).cause().isInstanceOf(LedgerException.class);
            assertThat(file.<String>transact(statements -> statements.text("SELECT spent FROM budget")))
                    .isEqualTo("2");
        }
    }

    @Test
    void an_error_of_the_machine_undoes_the_work_that_met_it_and_the_file_goes_on() {
        try (SqliteFile file = SqliteFile.open(folder.resolve("ledger.db"))) {
            for (int times = 0; times < 2; times++) {
                assertThatThrownBy(() -> file.transact(statements -> {
                            spendOne(statements);
                            throw new OutOfMemoryError("as if");
                        }))
                        .isInstanceOf(OutOfMemoryError.class);
                file.transact(GroupCommitTest::spendOne);
            }
            assertThat(file.<String>transact(statements -> statements.text("SELECT spent FROM budget")))
                    .isEqualTo("2");
        }
    }

    private static String spendOne(Statements statements) throws SQLException {
        statements.execute(
                "INSERT INTO budget VALUES ('calls', 1, 0) ON CONFLICT (name) DO UPDATE SET spent = spent + 1");
        return "";
    }

    private static FutureTask<Object> started(Callable<Object> call) {
        FutureTask<Object> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }

    /** Returns when the caller stands in the queue. */
    private static FutureTask<Object> waiting(Callable<Object> call) {
        FutureTask<Object> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
