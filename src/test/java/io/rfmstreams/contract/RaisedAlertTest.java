package io.rfmstreams.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.RaisedAlert.Segment;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RaisedAlertTest {

    private static final String ALERT =
            "{\"alertId\":\"3f0ac999-9003-550f-8054-a9311e7e0fd9\",\"customerId\":\"724\",\"kind\":\"SLIPPING\","
                    + "\"raisedAt\":\"2023-05-10T00:00:00Z\","
                    + "\"from\":{\"id\":\"potential-loyalist\",\"name\":\"Potential Loyalist\",\"rank\":2},"
                    + "\"monetaryAtStake\":28.6046,\"returnProbability\":0.25,\"forecast\":[],\"modelVersion\":1}";

    @Test
    void shouldReadAnAlert() throws IOException {
        assertThat(RaisedAlert.decode(ALERT.getBytes(UTF_8)))
                .isEqualTo(new RaisedAlert(
                        "724",
                        "SLIPPING",
                        Timestamps.parse("2023-05-10T00:00:00Z"),
                        new Segment("potential-loyalist"),
                        0.25));
    }

    @Test
    void shouldReadAnAlertWithoutAReturnProbability() throws IOException {
        // Given
        String json = ALERT.replace("\"returnProbability\":0.25", "\"returnProbability\":null");

        // When
        RaisedAlert alert = RaisedAlert.decode(json.getBytes(UTF_8));

        // Then
        assertThat(alert.returnProbability()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"customerId", "kind", "raisedAt", "from"})
    void shouldRejectAnAlertWithoutAField(String field) {
        // Given
        byte[] broken = ALERT.replace("\"" + field + "\"", "\"other\"").getBytes(UTF_8);

        // Then
        assertThatThrownBy(() -> RaisedAlert.decode(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(field);
        assertThatThrownBy(() -> RaisedAlert.decode("[]".getBytes(UTF_8))).isInstanceOf(IOException.class);
    }
}
