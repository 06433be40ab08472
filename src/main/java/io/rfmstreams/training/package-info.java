/** K-Means and everything that turns its clusters into a model: scaling, naming, ranking, matching to the parent model. */
@NullMarked
package io.rfmstreams.training;

import org.jspecify.annotations.NullMarked;
