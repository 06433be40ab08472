package io.rfmstreams.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The questions that can be asked from a terminal, with their path in the REST API and the columns of their tables. */
enum AskQuestion {
    SEGMENTS(
            "/v1/segments",
            "all segments: customers, means, revenue, change",
            "rank segmentName customers customersChange7 customersChange30 recencyDays frequency monetary revenue"
                    + " revenueShare valueAtRisk action"),
    SEGMENT(
            "/v1/segments/{SEGMENT}",
            "a segment beside all active customers",
            "feature unit segmentMean allMean ratio shareBelow"),
    CUSTOMERS(
            "/v1/customers",
            "customers, by --segment, --search, --no-offer-days",
            "customerId segmentName recencyDays frequency monetary lastPurchaseAt returnProbability valueAtRisk"
                    + " nextSegment nextChangeAt lastOfferAt"),
    CHANGES(
            "/v1/segments/{SEGMENT}/changes",
            "what changed for the customers of a segment",
            "segmentThenName customers recencyDaysThen recencyDays frequencyThen frequency monetaryThen monetary"),
    LOOKALIKES(
            "/v1/customers/{CUSTOMER}/look-alikes",
            "who is most like a customer, in the segment --into",
            "place customerId segmentName distance recencyDays frequency monetary returnProbability nextChangeAt"),
    AUDIENCE(
            "/v1/segments/{SEGMENT}/look-alikes",
            "the customers of --into who are most like the best of a segment",
            "place customerId segmentName distance likeCustomerId matches recencyDays frequency monetary"
                    + " returnProbability valueAtRisk"),
    POTENTIAL(
            "/v1/revenue-potential",
            "who could spend as much as the customers of --like",
            "place customerId recencyDays frequency monetary potential uplift nearest returnProbability"),
    TIMELINE(
            "/v1/customers/{CUSTOMER}/timeline",
            "moves, alerts, orders and offers of a customer",
            "at type name orderId amount fromName toName direction recencyDays frequency monetary"),
    FLOWS(
            "/v1/flows",
            "moves between segments, by reason",
            "fromName toName direction reason moves customers monetary"),
    FLOW(
            "/v1/flows/{FROM}/{TO}",
            "what preceded the moves from one segment to another",
            "group customers orders spend offerShare recencyDays frequency monetary"),
    SLIPPING(
            "/v1/slipping",
            "who moves down within --days, and the money at stake",
            "customerId segmentName nextSegmentName nextChangeAt daysLeft recencyDays frequency monetaryAtStake"
                    + " returnProbability valueAtRisk"),
    ALERTS(
            "/v1/alerts",
            "churn alerts and whether they came true",
            "raisedAt kind customerId fromName toName expectedAt monetaryAtStake returnProbability valueAtRisk outcome"),
    PRECISION(
            "/v1/alerts/precision",
            "how often alerts came true",
            "kind segmentName alerts cameTrue precision predicted open"),
    TRENDS(
            "/v1/trends",
            "whose recency has grown while the orders stayed flat",
            "customerId segmentName recencyDaysThen recencyDays recencyGrowth frequencyThen frequency monetary"
                    + " returnProbability nextSegment nextChangeAt"),
    FORECAST("/v1/forecast", "sizes of the segments if nobody buys", "at segmentName customers change monetary"),
    OFFERS(
            "/v1/offers/effect",
            "what customers did after an offer, beside others like them",
            "offerId segmentName offered offeredReturned offeredMovedUp control controlReturned controlMovedUp"
                    + " returnedDifference movedUpDifference");

    private final String path;
    private final String description;
    private final List<String> columns;

    AskQuestion(String path, String description, String columns) {
        this.path = path;
        this.description = description;
        this.columns = List.of(columns.split(" "));
    }

    /** Returns the name of the question on the command line. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    /** Returns the fields of a row that are shown. */
    List<String> columns() {
        return columns;
    }

    /** Returns the names of the arguments. */
    List<String> arguments() {
        return Arrays.stream(path.split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .toList();
    }

    /** Returns the path with values of its arguments, which are encoded. */
    String path(List<String> encoded) {
        String filled = path;
        for (int i = 0; i < encoded.size(); i++) {
            filled = filled.replace("{" + arguments().get(i) + "}", encoded.get(i));
        }
        return filled;
    }

    /** Returns the question and its arguments, as in a synopsis. */
    String synopsis() {
        return key() + arguments().stream().map(name -> " " + name).collect(Collectors.joining());
    }
}
