package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;

/**
 * Why a line is rejected.
 *
 * @param reason the code of the reason, such as {@code bad-date}
 * @param detail a description of the error
 */
public record Problem(String reason, String detail) {

    static Problem of(InvalidFieldException invalid) {
        return new Problem(invalid.reason().code(), String.valueOf(invalid.getMessage()));
    }
}
