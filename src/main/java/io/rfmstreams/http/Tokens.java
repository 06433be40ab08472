package io.rfmstreams.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The bearer tokens and their permissions. Access levels that need no token are open to all clients. */
public final class Tokens {

    /** No tokens: all requests are allowed. */
    public static final Tokens NONE = new Tokens("", "", "");

    private final byte @Nullable [] read;
    private final byte @Nullable [] admin;
    private final byte @Nullable [] peer;

    /**
     * Creates the tokens; an empty string stands for no token. With a read or an admin token, all levels except
     * {@link AccessLevel#OPEN} need a token.
     *
     * @param read token for reading
     * @param admin token for reading and writing
     * @param peer token of other instances, for stored state only
     */
    public Tokens(String read, String admin, String peer) {
        requireDifferent(read, admin, "http.token.read and http.token.admin");
        requireDifferent(read, peer, "http.token.read and http.token.peer");
        requireDifferent(admin, peer, "http.token.admin and http.token.peer");
        this.read = read.isEmpty() ? null : hash(read);
        this.admin = admin.isEmpty() ? null : hash(admin);
        this.peer = peer.isEmpty() ? null : hash(peer);
    }

    private static void requireDifferent(String one, String other, String names) {
        if (!one.isEmpty() && one.equals(other)) {
            throw new IllegalArgumentException(names + " must not be the same");
        }
    }

    /** Returns whether reading and writing need a token. */
    public boolean areSet() {
        return read != null || admin != null;
    }

    /** Returns whether an access level needs a token. */
    boolean isRequired(AccessLevel access) {
        return switch (access) {
            case OPEN -> false;
            case READ, WRITE -> areSet();
            case PEER -> areSet() || peer != null;
        };
    }

    /** Returns whether a token allows an access level. */
    boolean allows(AccessLevel access, String token) {
        byte[] offered = hash(token);
        boolean asReader = isSame(read, offered);
        boolean asAdmin = isSame(admin, offered);
        boolean asPeer = isSame(peer, offered);
        return switch (access) {
            case OPEN -> asReader || asAdmin || asPeer;
            case READ -> asReader || asAdmin;
            case WRITE -> asAdmin;
            case PEER -> asPeer;
        };
    }

    /** Returns whether a token is one of the tokens. */
    boolean isKnown(String token) {
        return allows(AccessLevel.OPEN, token);
    }

    /** Compares hashes of equal length in constant time, so that the response time does not depend on the token. */
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
