package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.Money;
import org.junit.jupiter.api.Test;

class KeptRowStateTest {

    @Test
    void shouldDecodeWhatItEncodes() {
        Trials.run(500, random -> {
            // Given
            long at = random.nextBoolean() ? random.nextInt(2_000_000_000) * 1_000L : random.nextLong() >>> 22;
            Money amount = random.nextBoolean()
                    ? new Money(random.nextInt(1_000_000) * 100L)
                    : new Money(random.nextLong() >>> (9 + random.nextInt(50)));
            long position = random.nextLong() >>> random.nextInt(60) >>> 1;
            String orderId = random.nextBoolean() ? null : "order-" + position;
            KeptOrder order = new KeptOrder("o", at, amount, position);
            KeptRefund refund = new KeptRefund("r", orderId, at, amount, position);

            // Then
            assertThat(KeptRowState.decodeOrder("o", KeptRowState.encode(order)))
                    .isEqualTo(order);
            assertThat(KeptRowState.decodeRefund("r", KeptRowState.encode(refund)))
                    .isEqualTo(refund);
        });
    }

    @Test
    void shouldTakeTwelveBytesForAnOrder() {
        // Given
        long at = Timestamps.parse("2025-03-01T12:34:56Z");
        KeptOrder order = new KeptOrder("order-123456", at, Money.of("139.12"), 1_000_000);

        // Then
        assertThat(KeptRowState.encode(order)).hasSize(12);
        assertThat(KeptRowKey.order("c12345", "order-123456")).hasSize(20);
    }

    @Test
    void shouldRejectAnUnknownFormat() {
        // Given
        byte[] order = KeptRowState.encode(new KeptOrder("o", 0, Money.ZERO, 0));
        order[0] = 77;

        // Then
        assertThatThrownBy(() -> KeptRowState.decodeOrder("o", order))
                .isInstanceOf(UnknownStateFormatException.class)
                .hasMessageContaining("an order has format 77");
    }
}
