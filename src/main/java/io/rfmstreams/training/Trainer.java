package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Fits a model to the RFM of the active customers: scales it, clusters it by K-Means, matches the clusters to the parent model,
 * names and ranks them, and checks the result.
 *
 * <p>The same customers (in any order), options, parent and run give the same model. Only the duration in its report
 * differs.
 */
public final class Trainer {

    private final InstantSource clock;

    /** @param clock measures the duration of a fit; it does not influence the model */
    public Trainer(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Fits a model.
     *
     * @param parent the model whose segments the new model continues, if there is one
     * @throws TooFewCustomersException with fewer customers than {@link CheckLimits#minCustomers()}, or fewer distinct
     *     customers than k
     */
    public SegmentationModel train(
            Customers customers, TrainingOptions options, Optional<SegmentationModel> parent, TrainingRun run) {
        Instant start = clock.instant();
        if (customers.size() < options.limits().minCustomers()) {
            throw TooFewCustomersException.customers(
                    customers.size(), options.limits().minCustomers());
        }
        PreparedCustomers prepared = PreparedCustomers.of(customers, options.transforms(), options.scaling());
        Optional<ParentModel> parentModel = parent.map(model -> ParentModel.of(model, customers));
        CandidateFits candidates = CandidateFits.of(prepared, options, parentModel);
        CandidateFits.Fit fit =
                candidates.select(parent.map(model -> model.segments().size()).orElse(null));
        CustomerClustering clustering = CustomerClustering.of(prepared.scaled(), fit.centroids());
        ClusterSummary summary = new ClusterSummary(customers, clustering);
        Optional<ClusterLineage> lineage = parentModel.map(model -> model.lineage(clustering));
        List<Cluster> clusters = lineage.map(matched -> matched.withPredecessors(summary.clusters()))
                .orElseGet(summary::clusters);
        List<NamedCluster> named = options.naming().name(clusters);
        List<Segment> segments = NamedCluster.segments(named);
        ScoresFit scores = ScoresFit.of(customers, summary.cuts());
        ModelChecks checks =
                new ModelChecks(options.limits()).sizes(clustering.sizes()).returns(run.returnModel());
        lineage.ifPresent(matched -> checks.silhouette(fit.candidate().silhouette(), parent.orElseThrow())
                .moved(matched.movedShare(named))
                .drift(customers, parent.orElseThrow()));
        return new SegmentationModel(
                run.version(),
                run.createdAt(),
                run.trainedAsOf(),
                parent.map(SegmentationModel::version).orElse(null),
                run.window(),
                prepared.space(),
                segments,
                scores.scores(),
                run.returnModel(),
                new TrainingReport(
                        new TrainingReport.Input(
                                customers.size(), customers.inactive(), run.inputOffsets(), scores.shares()),
                        candidates.report(clustering.k()),
                        new TrainingReport.Run(
                                options.seed(),
                                options.restarts(),
                                fit.candidate().inertia(),
                                fit.candidate().silhouette()),
                        Duration.between(start, clock.instant()).toMillis()),
                checks.list());
    }
}
