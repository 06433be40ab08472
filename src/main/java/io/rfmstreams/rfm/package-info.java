/** What a customer's purchases amount to: the purchase history, its rolling window, refunds, duplicates, and the RFM they add up to. */
@NullMarked
package io.rfmstreams.rfm;

import org.jspecify.annotations.NullMarked;
