package io.rfmstreams.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseJsonTest {

    @Test
    void shouldDecodeWhatItEncodes() {
        // Given
        Purchase purchase = new Purchase("536365", Money.of("139.12"), Timestamps.parse("2010-12-01T08:26:00Z"));
        Refund refund = new Refund("r1", "536365", Money.of("0.0001"), Timestamps.parse("2010-12-02T08:26:00.5Z"));

        // Then
        assertThat(PurchaseJson.decode(PurchaseJson.encode("17850", purchase, "GBP")))
                .isEqualTo(new InputRecord.Event("17850", purchase, "GBP"));
        assertThat(PurchaseJson.decode(PurchaseJson.encode("17850", refund, null)))
                .isEqualTo(new InputRecord.Event("17850", refund, null));
        assertThat(new String(PurchaseJson.encode("17850", purchase, "GBP"), UTF_8))
                .isEqualTo("{\"orderId\":\"536365\",\"customerId\":\"17850\",\"amount\":139.12,"
                        + "\"currency\":\"GBP\",\"occurredAt\":\"2010-12-01T08:26:00Z\"}");
    }

    @Test
    void shouldIgnoreUnknownFieldsAndRoundHalfEven() {
        // When
        InputRecord decoded = decode(
                "{'x':{'deep':[1,{'y':null}]},'orderId':'1','amount':0.00005,'occurredAt':'2025-01-01T00:00:00Z','z':1}");
        InputRecord up = decode("{'orderId':'1','amount':0.00015,'occurredAt':'2025-01-01T00:00:00Z'}");

        // Then
        assertThat(((InputRecord.Event) decoded).event().amount()).isEqualTo(Money.ZERO);
        assertThat(((InputRecord.Event) up).event().amount()).isEqualTo(new Money(2));
    }

    @Test
    void shouldAcceptFreeOrdersAndUnlinkedRefunds() {
        // When
        InputRecord free = decode("{'orderId':'1','amount':0,'occurredAt':'2025-01-01T00:00:00Z'}");
        InputRecord unlinked =
                decode("{'type':'REFUND','refundId':'r','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}");

        // Then
        assertThat(((InputRecord.Event) free).event().amount()).isEqualTo(Money.ZERO);
        assertThat(((InputRecord.Event) unlinked).event().orderId()).isNull();
        assertThat(PurchaseJson.decode(PurchaseJson.encode("17850", ((InputRecord.Event) unlinked).event(), null)))
                .isEqualTo(new InputRecord.Event("17850", ((InputRecord.Event) unlinked).event(), null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nonsense | BAD_JSON
            [1] | BAD_JSON
            {'orderId':'1' | BAD_JSON
            {'orderId':'1','orderId':'2','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_JSON
            {'orderId':'1','customerId':'a','customerId':'a','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_JSON
            {'orderId':'1','type':null,'type':'PURCHASE','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_JSON
            {'type':'REFUND','refundId':'1','refundId':'2','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_JSON
            {'orderId':'1','amount':1,'amount':2,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_JSON
            {'orderId':'1','amount':1,'currency':'EUR','currency':'USD','occurredAt':'2025-01-01T00:00:00Z'} | BAD_JSON
            {'orderId':'1','amount':1,'occurredAt':'2025-01-01T00:00:00Z','occurredAt':'2025-01-02T00:00:00Z'} | BAD_JSON
            {'orderId':'1','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} {} | BAD_JSON
            {'orderId':'1','amount':NaN,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_JSON
            {'amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | MISSING_ID
            {'orderId':null,'amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | MISSING_ID
            {'orderId':7,'amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_ID
            {'orderId':'','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_ID
            {'orderId':'a\\u0007','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_ID
            {'orderId':'1','customerId':'','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_ID
            {'orderId':'1','type':'GIFT','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_TYPE
            {'orderId':'1','type':'REFUND','amount':1,'occurredAt':'2025-01-01T00:00:00Z'} | MISSING_REFUND_ID
            {'orderId':'1','occurredAt':'2025-01-01T00:00:00Z'} | BAD_AMOUNT
            {'orderId':'1','amount':'1','occurredAt':'2025-01-01T00:00:00Z'} | BAD_AMOUNT
            {'orderId':'1','amount':-1,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_AMOUNT
            {'orderId':'1','amount':1e-999999999,'occurredAt':'2025-01-01T00:00:00Z'} | BAD_AMOUNT
            {'orderId':'1','amount':1e999999999,'occurredAt':'2025-01-01T00:00:00Z'} | AMOUNT_TOO_LARGE
            {'orderId':'1','amount':1000000000000.0001,'occurredAt':'2025-01-01T00:00:00Z'} | AMOUNT_TOO_LARGE
            {'orderId':'1','amount':1,'currency':7,'occurredAt':'2025-01-01T00:00:00Z'} | WRONG_CURRENCY
            {'orderId':'1','amount':1} | BAD_DATE
            {'orderId':'1','amount':1,'occurredAt':1735689600000} | BAD_DATE
            {'orderId':'1','amount':1,'occurredAt':'2025-01-01T00:00:00'} | BAD_DATE
            """)
    void shouldReportWhyAMessageIsMalformed(String json, RejectionReason reason) {
        assertThat(decode(json))
                .isInstanceOfSatisfying(InputRecord.Malformed.class, malformed -> assertThat(malformed.reason())
                        .isEqualTo(reason));
    }

    @Test
    void shouldRejectIdsOfMoreThan128Bytes() {
        // Given
        String longest = "é".repeat(64);

        // Then
        assertThat(decode("{'orderId':'" + longest + "','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}"))
                .isInstanceOf(InputRecord.Event.class);
        assertThat(decode("{'orderId':'" + longest + "x','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}"))
                .isInstanceOf(InputRecord.Malformed.class);
    }

    @Test
    void shouldRejectBytesThatAreNotUtf8() {
        // Given
        byte[] json = "{\"orderId\":\"?\",\"amount\":1,\"occurredAt\":\"2025-01-01T00:00:00Z\"}".getBytes(UTF_8);
        json[12] = (byte) 0xC3;

        // Then
        assertThat(PurchaseJson.decode(json)).isInstanceOf(InputRecord.Malformed.class);
    }

    private static InputRecord decode(String json) {
        return PurchaseJson.decode(json.replace('\'', '"').getBytes(UTF_8));
    }
}
