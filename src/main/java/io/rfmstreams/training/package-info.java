/** Training of models: scaling, K-Means, matching to the parent model, naming, ranking and checks. */
@NullMarked
package io.rfmstreams.training;

import org.jspecify.annotations.NullMarked;
