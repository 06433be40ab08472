package io.rfmstreams.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.RfmPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestJsonTest {

    @Test
    void shouldReadRequests() {
        assertThat(RequestJson.whatIf(utf8("{\"waitDays\":30}"))).isEqualTo(new WhatIf.Wait(30));
        assertThat(RequestJson.whatIf(utf8("{\"purchase\":{\"amount\":1.5}}")))
                .isEqualTo(new WhatIf.Purchase(Money.of("1.5"), null));
        assertThat(RequestJson.whatIf(
                        utf8("{\"purchase\":{\"amount\":2e1,\"occurredAt\":\"1970-01-01T01:00:01+01:00\"}}")))
                .isEqualTo(new WhatIf.Purchase(Money.of("20"), 1_000L));
        assertThat(RequestJson.score(utf8("{\"recency\":1,\"frequency\":2.5,\"monetary\":-1e12}")))
                .isEqualTo(new RfmPoint(1, 2.5, -1e12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            amount=12 | the body is not JSON, or exceeds the limits
            [] | the body must be one JSON object
            null | the body must be one JSON object
            {} | give exactly one of purchase and waitDays
            {"waitDays":1,"purchase":{"amount":1}} | give exactly one of purchase and waitDays
            {"waitDays":1} {} | the body must be one JSON object
            {"waitDays":1,"waitDays":2} | the body is not JSON, or exceeds the limits
            {"waitDays":1,"days":2} | the body may have no other field than purchase, waitDays
            {"waitDays":0.5} | waitDays must be a whole number of 0 to 36525
            {"waitDays":"1"} | waitDays must be a whole number of 0 to 36525
            {"waitDays":null} | waitDays must be a whole number of 0 to 36525
            {"waitDays":99999999999999999999} | waitDays must be a whole number of 0 to 36525
            {"waitDays":-1} | waitDays must be 0 to 36525, not -1
            {"purchase":null} | purchase must be a JSON object
            {"purchase":[]} | purchase must be a JSON object
            {"purchase":{}} | purchase.amount must be a number
            {"purchase":{"amount":"5"}} | purchase.amount must be a number
            {"purchase":{"amount":-5}} | purchase: amount must be at least 0, not -5
            {"purchase":{"amount":1e999999999}} | purchase: amount 1e999999999 is above 1000000000000
            {"purchase":{"amount":1,"at":1}} | purchase may have no other field than amount, occurredAt
            {"purchase":{"amount":1,"occurredAt":5}} | purchase.occurredAt must be an RFC 3339 timestamp
            {"purchase":{"amount":1,"occurredAt":null}} | purchase.occurredAt must be an RFC 3339 timestamp
            {"purchase":{"amount":1,"occurredAt":"today"}} | purchase: not an RFC 3339 timestamp with an offset: 'today'
            """)
    void shouldNameTheInvalidFieldOfAWhatIfRequest(String json, String detail) {
        assertThatThrownBy(() -> RequestJson.whatIf(utf8(json))).hasMessage(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"recency":1,"frequency":1} | monetary must be a number of -10^12 to 10^12
            {"recency":"1","frequency":1,"monetary":1} | recency must be a number of 0 to 10^12
            {"recency":true,"frequency":1,"monetary":1} | recency must be a number of 0 to 10^12
            {"recency":-1,"frequency":1,"monetary":1} | recency must be a number of 0 to 10^12
            {"recency":1,"frequency":null,"monetary":1} | frequency must be a number of 0 to 10^12
            {"recency":1,"frequency":1,"monetary":1e400} | monetary must be a number of -10^12 to 10^12
            {"recency":NaN,"frequency":1,"monetary":1} | the body is not JSON, or exceeds the limits
            {"recency":1,"frequency":1,"monetary":1,"r":1} | the body may have no other field than frequency, monetary, recency
            """)
    void shouldNameTheInvalidFieldOfAScoreRequest(String json, String detail) {
        assertThatThrownBy(() -> RequestJson.score(utf8(json))).hasMessage(detail);
    }

    @Test
    void shouldRejectRequestsAboveTheLimits() {
        String longNumber = "{\"purchase\":{\"amount\":" + "9".repeat(65) + "}}";
        String longName = "{\"" + "a".repeat(65) + "\":1}";
        assertThatThrownBy(() -> RequestJson.whatIf(utf8(longNumber))).hasMessage(RequestErrors.NOT_JSON);
        assertThatThrownBy(() -> RequestJson.whatIf(utf8(longName))).hasMessage(RequestErrors.NOT_JSON);
        assertThatThrownBy(() -> RequestJson.whatIf(new byte[] {'{', (byte) 0xE4, '}'}))
                .hasMessage("the body is not UTF-8");
    }

    private static byte[] utf8(String json) {
        return json.getBytes(UTF_8);
    }
}
