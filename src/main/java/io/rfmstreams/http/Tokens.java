package io.rfmstreams.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The bearer tokens that open the interface. Once any is set, everything but {@link Access#OPEN} needs one. */
public final class Tokens {

    /** Everybody may do everything. */
    public static final Tokens NONE = new Tokens("", "");

    private final byte @Nullable [] read;
    private final byte @Nullable [] admin;

    /**
     * The tokens; empty where there is none.
     *
     * @param read lets its bearer read
     * @param admin lets its bearer read and write
     */
    public Tokens(String read, String admin) {
        if (!read.isEmpty() && read.equals(admin)) {
            throw new IllegalArgumentException("http.token.read and http.token.admin must not be the same");
        }
        this.read = read.isEmpty() ? null : hash(read);
        this.admin = admin.isEmpty() ? null : hash(admin);
    }

    /** Whether any token is needed at all. */
    public boolean areSet() {
        return read != null || admin != null;
    }

    /** Whether a token allows this. */
    boolean allow(Access access, String token) {
        byte[] offered = hash(token);
        boolean asAdmin = isSame(admin, offered);
        boolean asReader = isSame(read, offered);
        return asAdmin || (asReader && access != Access.WRITE);
    }

    /** Whether it is one of the tokens. */
    boolean know(String token) {
        return allow(Access.READ, token);
    }

    /** Hashes are of one length, and compared whole: how long it takes says nothing about the token. */
    private static boolean isSame(byte @Nullable [] token, byte[] offered) {
        return token != null && MessageDigest.isEqual(token, offered);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
