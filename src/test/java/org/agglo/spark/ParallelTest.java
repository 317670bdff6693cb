package org.agglo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 1000).boxed().toList();

    @Test
    void keepsTheOrder() {
        assertThat(Parallel.map(ITEMS, i -> -i))
                .isEqualTo(ITEMS.stream().map(i -> -i).toList());
    }

    @Test
    void tellsTheFirstFailureOfTheListNotOfTime() {
        var later = new CountDownLatch(1);
        assertThatThrownBy(() -> Parallel.map(List.of(0, 1, 2, 3), i -> {
                    if (i == 1) {
                        await(later);
                    } else if (i > 1) {
                        later.countDown();
                    }
                    if (i > 0) {
                        throw new DataException("file " + i);
                    }
                    return i;
                }))
                .isInstanceOf(DataException.class)
                .hasMessage("file 1");
    }

    /** In vain on a single core, where all is done in order. */
    private static void await(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
