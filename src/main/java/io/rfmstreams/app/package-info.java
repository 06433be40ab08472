/** Configuration and assembly of the components, their life cycle, administration of topics, and training jobs. */
@NullMarked
package io.rfmstreams.app;

import org.jspecify.annotations.NullMarked;
