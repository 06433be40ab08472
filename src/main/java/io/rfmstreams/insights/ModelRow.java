package io.rfmstreams.insights;

import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.charset.StandardCharsets;

/**
 * A valid message of {@code segment-models}.
 *
 * @param value the message itself
 */
record ModelRow(SegmentationModel model, String value) {

    /**
     * Decodes a message of {@code segment-models}.
     *
     * @throws InvalidModelException if it is malformed or its version is another than the key's
     */
    static ModelRow decode(int version, byte[] value) {
        SegmentationModel model = ModelJsonReader.read(value);
        if (model.version() != version) {
            throw new InvalidModelException("the value has version " + model.version());
        }
        return new ModelRow(model, new String(value, StandardCharsets.UTF_8));
    }
}
