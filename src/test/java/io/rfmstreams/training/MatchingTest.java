package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatchingTest {

    @Test
    void shouldMaximizeTheTotalOfSharedCustomers() {
        // Given
        long[][] shared = {{10, 9}, {9, 1}};

        // When
        int[] matches = Matching.of(shared);

        // Then
        assertThat(matches).containsExactly(1, 0);
    }

    @Test
    void shouldNotMatchWithoutSharedCustomers() {
        // Given
        long[][] shared = {{5, 0, 0}, {0, 0, 0}};

        // When
        int[] matches = Matching.of(shared);

        // Then
        assertThat(matches).containsExactly(0, -1, -1);
    }

    @Test
    void shouldLeaveSegmentsUnmatchedIfThereAreFewerClusters() {
        // Given
        long[][] shared = {{3}, {8}, {5}};

        // When
        int[] matches = Matching.of(shared);

        // Then
        assertThat(matches).containsExactly(1);
    }

    @Test
    void shouldBeAsGoodAsBruteForce() {
        Trials.run(300, random -> {
            // Given
            int segments = 1 + random.nextInt(5);
            int clusters = 4;
            long[][] shared = new long[segments][clusters];
            for (int i = 0; i < segments * clusters; i++) {
                shared[i / clusters][i % clusters] = random.nextInt(10);
            }

            // When
            int[] matches = Matching.of(shared);

            // Then
            assertThat(Arrays.stream(matches).filter(match -> match >= 0)).doesNotHaveDuplicates();
            assertThat(sharedBy(matches, shared)).isEqualTo(bruteForce(shared, 0, new boolean[segments]));
        });
    }

    private static long sharedBy(int[] matches, long[][] shared) {
        long total = 0;
        for (int cluster = 0; cluster < matches.length; cluster++) {
            total += matches[cluster] < 0 ? 0 : shared[matches[cluster]][cluster];
        }
        return total;
    }

    private static long bruteForce(long[][] shared, int cluster, boolean[] used) {
        if (cluster == shared[0].length) {
            return 0;
        }
        long best = bruteForce(shared, cluster + 1, used);
        for (int segment = 0; segment < shared.length; segment++) {
            if (!used[segment]) {
                used[segment] = true;
                best = Math.max(best, shared[segment][cluster] + bruteForce(shared, cluster + 1, used));
                used[segment] = false;
            }
        }
        return best;
    }
}
