package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankScoresTest {

    @Test
    void shouldScoreOnlineRetailAsTheReference() {
        // Given
        List<CustomerRfm> customers = ReferenceData.customers("online-retail").stream()
                .sorted(Comparator.comparing(CustomerRfm::customerId))
                .toList();

        // When
        RankScores scores = scores(customers.stream().map(CustomerRfm::rfm).toList());

        // Then
        assertThat(column(customers, scores::recency)).isEqualTo(reference("r_score"));
        assertThat(column(customers, scores::frequency)).isEqualTo(reference("f_score"));
        assertThat(column(customers, scores::monetary)).isEqualTo(reference("m_score"));
        assertThat(column(customers, customer -> scores.highValue(customer) ? 1 : 0))
                .isEqualTo(reference("high_value"));
    }

    @Test
    void shouldScoreAFifthEachAndOrderEqualsByInput() {
        // Given
        List<Rfm> rfms = IntStream.range(0, 10)
                .mapToObj(i -> new Rfm(7, 1, Money.of("5")))
                .toList();

        // When
        RankScores scores = scores(rfms);

        // Then
        assertThat(IntStream.range(0, 10).map(scores::frequency)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(IntStream.range(0, 10).map(scores::recency)).containsExactly(5, 5, 4, 4, 3, 3, 2, 2, 1, 1);
    }

    @Test
    void shouldScoreOneCustomerAndNone() {
        // When
        RankScores one = scores(List.of(new Rfm(3, 1, Money.of("5"))));
        RankScores none = scores(List.of());

        // Then
        assertThat(List.of(one.recency(0), one.frequency(0), one.monetary(0))).containsExactly(5, 1, 1);
        assertThat(one.highValue(0)).isTrue();
        assertThat(none).isNotNull();
    }

    private static RankScores scores(List<Rfm> rfms) {
        CustomerColumns columns = new CustomerColumns(rfms.size());
        rfms.forEach(columns::add);
        return RankScores.of(columns.toCustomers());
    }

    private static Map<String, String> reference(String column) {
        return ReferenceData.column("online-retail-scores.csv", column);
    }

    private static Map<String, String> column(List<CustomerRfm> customers, IntUnaryOperator score) {
        return IntStream.range(0, customers.size())
                .boxed()
                .collect(java.util.stream.Collectors.toMap(
                        i -> customers.get(i).customerId(), i -> String.valueOf(score.applyAsInt(i))));
    }
}
