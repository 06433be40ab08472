package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits a model to all customers: scales their RFM, clusters them by K-Means, then names, ranks and matches the clusters to
 * the parent model. The same customers in whatever order, options, parent and run give the same model, but for the duration
 * that its report states.
 */
public final class Trainer {

    private final InstantSource clock;

    /** @param clock measures the duration of a fit, and decides nothing */
    public Trainer(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Fits a model.
     *
     * @param customers each once, in any order
     * @param parent the model whose segments the new one continues where they share customers
     * @throws TooFewCustomersException below {@link TrainingOptions#minCustomers()}, or with fewer distinct points than k
     * @throws IllegalArgumentException if a customer stands twice
     */
    public SegmentationModel train(
            List<CustomerRfm> customers, TrainingOptions options, Optional<SegmentationModel> parent, TrainingRun run) {
        Instant start = clock.instant();
        if (customers.size() < options.minCustomers()) {
            throw TooFewCustomersException.customers(customers.size(), options.minCustomers());
        }
        List<RfmPoint> raw = CustomerOrder.sorted(customers).stream()
                .map(customer -> RfmPoint.of(customer.rfm()))
                .toList();
        FeatureSpace space = new FeatureSpaceFit(options.transform(), options.scaling()).fit(raw);
        Points scaled = scale(raw, space, options.k());
        Optional<ParentView> view = parent.map(model -> ParentView.of(model, raw));
        Clustering clustering = KMeans.fit(scaled, kMeansOptions(options, scaled, view));
        return new SegmentationModel(
                run.version(),
                run.createdAt(),
                run.trainedAsOf(),
                parent.map(SegmentationModel::version).orElse(null),
                run.window(),
                space,
                segments(raw, clustering, options.naming(), view),
                ScoresFit.fit(raw),
                report(clustering, raw.size(), options, run, start),
                List.of());
    }

    private static Points scale(List<RfmPoint> raw, FeatureSpace space, int k) {
        List<RfmPoint> scaled = raw.stream().map(space::scale).toList();
        long distinct = scaled.stream().distinct().limit(k).count();
        if (distinct < k) {
            throw TooFewCustomersException.distinct(distinct, k);
        }
        return Points.of(scaled);
    }

    private static KMeansOptions kMeansOptions(TrainingOptions options, Points scaled, Optional<ParentView> view) {
        return new KMeansOptions(
                options.k(),
                options.restarts(),
                options.seed(),
                view.flatMap(parent -> parent.warmStart(scaled, options.k())).stream()
                        .toList());
    }

    private static List<Segment> segments(
            List<RfmPoint> raw, Clustering clustering, Naming naming, Optional<ParentView> view) {
        List<Cluster> clusters = ClusterSummary.of(raw, clustering);
        List<Optional<Segment>> predecessors = view.map(parent -> parent.predecessors(clustering))
                .orElseGet(() -> Collections.nCopies(clusters.size(), Optional.empty()));
        List<MatchedCluster> matched = IntStream.range(0, clusters.size())
                .mapToObj(i -> new MatchedCluster(clusters.get(i), predecessors.get(i)))
                .toList();
        return RankedSegments.of(
                switch (naming) {
                    case ARCHETYPE -> ArchetypeNaming.name(matched);
                    case SPEND_RANK -> SpendRankNaming.name(matched);
                });
    }

    private TrainingReport report(
            Clustering clustering, int customers, TrainingOptions options, TrainingRun run, Instant start) {
        return new TrainingReport(
                customers,
                options.k(),
                List.of(new Candidate(options.k(), clustering.inertia(), null)),
                options.seed(),
                options.restarts(),
                clustering.inertia(),
                null,
                run.inputOffsets(),
                Duration.between(start, clock.instant()).toMillis());
    }
}
