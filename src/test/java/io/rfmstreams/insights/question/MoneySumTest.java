package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MoneySumTest {

    @Test
    void shouldBeExactBeyond64Bits() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        MoneySum sum = new MoneySum();
        BigInteger expected = BigInteger.ZERO;

        for (int i = 0; i < 1_000; i++) {
            long units = random.nextLong(Long.MIN_VALUE / 4, Long.MAX_VALUE);
            expected = expected.add(BigInteger.valueOf(units));

            // When
            sum.add(units);

            // Then
            assertThat(sum.toDecimal()).isEqualByComparingTo(new BigDecimal(expected, 4));
        }
        assertThat(expected.bitLength()).isGreaterThan(64);
    }

    @Test
    void shouldAddSums() {
        // Given
        MoneySum large = new MoneySum();
        large.add(Long.MAX_VALUE);
        large.add(Long.MAX_VALUE);
        MoneySum sum = new MoneySum();
        sum.add(Long.MAX_VALUE);

        // When
        sum.add(large);

        // Then
        assertThat(sum.toDecimal()).isEqualTo(new BigDecimal("2767011611056432.7421"));
    }

    @Test
    void shouldHaveNoTrailingZeros() {
        // Given
        MoneySum sum = new MoneySum();

        // When
        sum.add(1_200_000);

        // Then
        assertThat(sum.toDecimal()).hasToString("120");
        assertThat(new MoneySum().toDecimal()).hasToString("0");
    }
}
