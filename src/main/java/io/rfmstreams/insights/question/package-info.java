/** The questions that are answered from the tables of the read model. */
@NullMarked
package io.rfmstreams.insights.question;

import org.jspecify.annotations.NullMarked;
