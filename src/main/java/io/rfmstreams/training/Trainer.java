package io.rfmstreams.training;

import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits a model to all customers: scales their RFM, clusters them by K-Means, then names, ranks and matches the clusters to
 * the parent model, and checks the result. The same customers in whatever order, options, parent and run give the same
 * model, but for the duration that its report states.
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
     * @param parent the model whose segments the new one continues where they share customers
     * @throws TooFewCustomersException below {@link CheckLimits#minCustomers()}, or with fewer distinct points than k
     */
    public SegmentationModel train(
            Customers customers, TrainingOptions options, Optional<SegmentationModel> parent, TrainingRun run) {
        Instant start = clock.instant();
        if (customers.size() < options.limits().minCustomers()) {
            throw TooFewCustomersException.customers(
                    customers.size(), options.limits().minCustomers());
        }
        PreparedCustomers prepared = PreparedCustomers.of(customers, options.transform(), options.scaling());
        Optional<ParentModel> view = parent.map(model -> ParentModel.of(model, customers));
        Curve curve = Curve.of(prepared, options, view);
        CandidateFit chosen = curve.chosen(
                options.k(), parent.map(model -> model.segments().size()).orElse(null));
        CustomerClustering clustering = CustomerClustering.of(prepared.scaled(), chosen.centroids());
        ClusterSummary summary = new ClusterSummary(customers, clustering);
        Optional<ClusterLineage> shared = view.map(parentView -> parentView.shared(clustering));
        List<MatchedCluster> matched = matched(summary.clusters(), shared);
        List<NamedCluster> named = options.naming().name(matched);
        List<Segment> segments = RankedSegments.of(named);
        ScoresFit scores = ScoresFit.of(customers, summary.cuts());
        return new SegmentationModel(
                run.version(),
                run.createdAt(),
                run.trainedAsOf(),
                parent.map(SegmentationModel::version).orElse(null),
                run.window(),
                prepared.space(),
                segments,
                scores.scores(),
                new TrainingReport(
                        new TrainingReport.Input(customers.size(), run.inputOffsets(), scores.shares()),
                        new TrainingReport.Selection(clustering.k(), curve.candidates(), curve.elbow()),
                        new TrainingReport.Run(
                                options.seed(),
                                options.restarts(),
                                chosen.candidate().inertia(),
                                chosen.candidate().silhouette()),
                        shared.map(counts -> lineage(counts, matched, named, segments))
                                .orElse(List.of()),
                        Duration.between(start, clock.instant()).toMillis()),
                checks(customers, options, clustering, chosen, view));
    }

    private static List<MatchedCluster> matched(List<Cluster> clusters, Optional<ClusterLineage> shared) {
        List<Optional<Segment>> predecessors = shared.map(ClusterLineage::predecessors)
                .orElseGet(() -> Collections.nCopies(clusters.size(), Optional.empty()));
        return IntStream.range(0, clusters.size())
                .mapToObj(i -> new MatchedCluster(clusters.get(i), predecessors.get(i)))
                .toList();
    }

    private static List<Lineage> lineage(
            ClusterLineage shared, List<MatchedCluster> matched, List<NamedCluster> named, List<Segment> segments) {
        return IntStream.range(0, segments.size())
                .mapToObj(rank -> shared.lineage(
                        matched.indexOf(named.get(rank).matched()),
                        segments.get(rank).id()))
                .toList();
    }

    private static List<ModelCheck> checks(
            Customers customers,
            TrainingOptions options,
            CustomerClustering clustering,
            CandidateFit chosen,
            Optional<ParentModel> view) {
        ModelChecks checks = new ModelChecks(options.limits()).sizes(clustering.sizes());
        view.ifPresent(parent -> checks.silhouette(chosen.candidate().silhouette(), parent.model())
                .moved(parent.shared(clustering).movedShare())
                .drift(customers, parent.model()));
        return checks.list();
    }
}
