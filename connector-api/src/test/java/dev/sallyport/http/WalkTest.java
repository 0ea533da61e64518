package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Fetched;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.StopException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WalkTest {
    @Test
    void pages_are_read_as_they_are_asked_for_and_may_be_empty() {
        AtomicInteger read = new AtomicInteger();
        Walk<String> walk = new Walk<>(cursor -> switch (read.incrementAndGet()) {
            case 1 -> page("b", "one", "two");
            case 2 -> page("c");
            default -> page(null, "three");
        });
        assertThat(walk.first(2)).hasSize(2);
        assertThat(read).hasValue(1);
        read.set(0);
        assertThat(walk.stream().map(Fetched::value)).containsExactly("one", "two", "three");
    }

    @Test
    void a_cursor_that_comes_twice_and_endless_empty_pages_end_the_walk_with_an_error() {
        AtomicInteger next = new AtomicInteger();
        for (Walk<String> endless : List.of(
                new Walk<String>(cursor -> page("same", "one")),
                new Walk<String>(cursor -> page("cursor " + next.incrementAndGet())))) {
            assertThatThrownBy(() -> endless.forEach(found -> {}))
                    .isInstanceOfSatisfying(
                            StopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL));
        }
    }

    private static Walk.Page<String> page(String next, String... values) {
        return new Walk.Page<>(
                List.of(values).stream()
                        .map(value -> new Fetched<>(value, List.of(), null, Map.of()))
                        .toList(),
                next);
    }
}
