package io.rfmstreams.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.contract.SegmentChangeJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program writes on its own is valid, and the schemas tell good from bad. */
class MessageSchemaTest {

    @Test
    void shouldAcceptWhatTheProgramSends() {
        // Given
        Purchase purchase = new Purchase("1", Money.of("0.0001"), 1);
        Refund refund = new Refund("r", "1", Money.MAX_AMOUNT, 0);

        // Then
        assertThat(MessageSchema.of("purchase").errors(PurchaseJson.encode("ann", purchase, "EUR")))
                .isEmpty();
        assertThat(MessageSchema.of("purchase").errors(PurchaseJson.encode("ann", refund, null)))
                .isEmpty();
        assertThat(MessageSchema.of("tick").errors(TickJson.encode(5))).isEmpty();
        assertThat(MessageSchema.of("segment-change")
                        .errors(SegmentChangeJson.encode(SegmentChange.erased("ann", 7, 2, 5))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            purchase       | {'orderId':'1','amount':1}
            purchase       | {'orderId':'','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            purchase       | {'orderId':'1','amount':-1,'occurredAt':'2025-01-01T00:00:00Z'}
            purchase       | {'amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            purchase       | {'orderId':'1','amount':1,'occurredAt':'2025-01-01T00:00:00'}
            purchase       | {'orderId':'1','type':'REFUND','amount':1,'occurredAt':'2025-01-01T00:00:00Z'}
            tick           | {}
            segment-change | {'eventId':'no','customerId':'a','occurredAt':'2025-01-01T00:00:00Z','sequence':1}
            model-alias    | {'version':0}
            churn-alert    | {'customerId':'a'}
            """)
    void shouldRefuseWhatBreaksTheContract(String message, String json) {
        assertThat(MessageSchema.of(message).errors(json.replace('\'', '"').getBytes(UTF_8)))
                .isNotEmpty();
    }
}
