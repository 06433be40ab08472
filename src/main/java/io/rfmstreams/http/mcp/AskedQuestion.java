package io.rfmstreams.http.mcp;

import io.rfmstreams.insights.question.Answer;
import java.util.Locale;
import java.util.Optional;

/** The questions that are tools: all but the sample of points that the dashboard draws. */
enum AskedQuestion {
    SEGMENTS(
            "segments",
            "All segments",
            "Lists all segments with their customers, mean recency, frequency and monetary value, revenue and share of it,"
                    + " value at risk, recommended action, and the change of their size in 7 and 30 days. Use it to choose or"
                    + " compare segments, for example for a campaign, and to learn their ids.",
            "No customer is in the data yet."),
    SEGMENT_PROFILE(
            "segment",
            "Profile of a segment",
            "Compares one segment with all active customers, feature by feature: means, ratio, and the share of customers below"
                    + " the mean of the segment. The summary has size, revenue and recommended action. Use it to say what"
                    + " characterises a segment, or as the context of a text for it.",
            "No active customer is in the data."),
    CUSTOMERS(
            "customers",
            "Customers, sorted and filtered",
            "Lists customers with recency, frequency, monetary value, return probability, value at risk, next segment without an"
                    + " order and its date, and last offer. Filter by segment, first characters of the id, least monetary value,"
                    + " or no offer in a number of days. Sort by -returnProbability for those most likely to buy again, by"
                    + " -valueAtRisk for those with the most money at risk.",
            "No customer in the data matches."),
    SEGMENT_CHANGES(
            "segment-changes",
            "What changed for a segment's customers",
            "Compares the customers who are in a segment now with themselves a number of days ago: recency, frequency and"
                    + " monetary value then and now, by the segment in which they were then.",
            "No customer is in the segment now."),
    LOOK_ALIKES(
            "look-alikes",
            "Customers most like a customer",
            "Lists the customers of a segment who are nearest to a customer by recency, frequency and monetary value, with the"
                    + " distance of each feature.",
            "The segment has no other customer."),
    AUDIENCE(
            "audience",
            "Look-alikes of a segment's best customers",
            "Lists the customers of one segment (into) who are nearest to the best customers of another (segment), each once:"
                    + " an audience for a campaign, such as the At-Risk customers most like the top Champions.",
            "One of the segments has no customer."),
    REVENUE_POTENTIAL(
            "revenue-potential",
            "Who could spend more",
            "Ranks the customers of a segment by potential: the mean monetary value of the customers of a better segment (like)"
                    + " who are nearest to them. Uplift is potential less present monetary value.",
            "One of the segments has no customer."),
    FLOWS(
            "flows",
            "Moves between segments",
            "Counts the moves between segments in a period by reason: a purchase, time without one, a refund, a first purchase,"
                    + " or a new model. Direction UP is to a better rank.",
            "No customer moved in the period."),
    FLOW_COMPARISON(
            "flow",
            "What preceded the moves between two segments",
            "Compares the customers who moved from one segment to another with those who stayed: orders, spend and share with an"
                    + " offer in the days before. Use it for what has moved customers from one segment to another. It shows"
                    + " differences and no causes.",
            "No customer moved from the one segment to the other in the period, and none stayed."),
    SLIPPING(
            "slipping",
            "Who will slip, and the money at stake",
            "Lists the customers who will move to a worse segment, or become inactive, within a number of days unless they buy,"
                    + " with the date, the money at stake and the recommended action.",
            "No customer will move down within these days."),
    ALERTS(
            "alerts",
            "Churn alerts and their outcome",
            "Lists the churn alerts of a period (SLIPPING: a move down is near; SLIPPED: it happened; FADING: the return"
                    + " probability fell below its threshold), and whether the customer returned, was lost, or is open.",
            "No such alert was raised in the period."),
    ALERT_PRECISION(
            "alert-precision",
            "How often alerts came true",
            "Says how often alerts came true, by kind and segment: the share after which no order came within the horizon, beside"
                    + " the predicted share.",
            "No alert is in the data."),
    TRENDS(
            "trends",
            "Growing recency, flat orders",
            "Lists the customers of a segment whose recency has grown by more than a number of days within a period while their"
                    + " number of orders stayed flat: an early sign of leaving.",
            "No customer of the segment shows this trend."),
    SEGMENT_FORECAST(
            "forecast",
            "Sizes of segments if nobody buys",
            "Forecasts the number of customers of each segment for the next days if nobody buys.",
            "No customer is in the data yet."),
    OFFER_EFFECT(
            "offer-effect",
            "What customers did after offers",
            "Says for each offer and segment which share of the customers returned, and moved up, within a number of days after"
                    + " the offer, beside the most similar customers without one. Use it for what has reduced churn. It shows a"
                    + " difference and is no experiment.",
            "No matching offer that is old enough is in the data. Offers come from the optional topic customer-offers."),
    CUSTOMER_TIMELINE(
            "timeline",
            "History of a customer",
            "Lists what happened to a customer, the newest first: moves between segments, alerts, orders and offers. Use it to"
                    + " see whether a customer is moving towards a better segment or away.",
            "The data has no such entry for the customer.");

    private static final String NO_OFFERS =
            "There are no offers in the data, so that every customer counts as one without an"
                    + " offer. Offers come from the optional topic customer-offers.";

    private final String question;
    private final String title;
    private final String description;
    private final String whenEmpty;

    AskedQuestion(String question, String title, String description, String whenEmpty) {
        this.question = question;
        this.title = title;
        this.description = description;
        this.whenEmpty = whenEmpty;
    }

    /** Returns the name of the tool. */
    String tool() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the question. */
    String question() {
        return question;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** Returns what is not in the data, if the answer lacks something. */
    Optional<String> note(Answer answer) {
        if (this == CUSTOMERS && Long.valueOf(0).equals(answer.summary().get("offers"))) {
            return Optional.of(NO_OFFERS);
        }
        return answer.total() == 0 ? Optional.of(whenEmpty) : Optional.empty();
    }
}
