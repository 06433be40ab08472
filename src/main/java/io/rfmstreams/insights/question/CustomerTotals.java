package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The number of the customers of an answer, their money and their value at risk. */
final class CustomerTotals {

    private final CustomerMeasures measures;
    private final MoneySum money = new MoneySum();
    private long customers;
    private long withProbability;
    private double valueAtRisk;

    CustomerTotals(CustomerMeasures measures) {
        this.measures = measures;
    }

    /** @param units what is added to the money, in 1/10,000 of the currency's main unit */
    void add(CustomerRow row, long units) {
        customers++;
        money.add(units);
        double probability = measures.returnProbability(row);
        if (!Double.isNaN(probability)) {
            withProbability++;
            valueAtRisk += CustomerMeasures.valueAtRisk(row, probability);
        }
    }

    long customers() {
        return customers;
    }

    /** Returns the fields of a summary. */
    Map<String, @Nullable Object> fields(String nameOfMoney) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("customers", customers);
        fields.put(nameOfMoney, money.toDecimal());
        fields.put("valueAtRisk", withProbability == 0 ? null : Double.valueOf(CustomerMeasures.round(valueAtRisk)));
        return fields;
    }
}
