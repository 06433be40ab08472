package io.rfmstreams.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The bearer tokens of the interface, and what each allows. Everybody may do what no token protects. */
public final class Tokens {

    /** Everybody may do everything. */
    public static final Tokens NONE = new Tokens("", "", "");

    private final byte @Nullable [] read;
    private final byte @Nullable [] admin;
    private final byte @Nullable [] peer;

    /**
     * The tokens; empty where there is none. Once one of the first two is set, everything but {@link AccessLevel#OPEN} needs a token.
     *
     * @param read lets its bearer read
     * @param admin lets its bearer read and write
     * @param peer lets its bearer read what this instance stores, as other instances do; nothing else
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

    /** Whether reading and writing need a token. */
    public boolean areSet() {
        return read != null || admin != null;
    }

    /** Whether this needs a token. */
    boolean protect(AccessLevel access) {
        return switch (access) {
            case OPEN -> false;
            case READ, WRITE -> areSet();
            case PEER -> areSet() || peer != null;
        };
    }

    /** Whether a token allows this. */
    boolean allow(AccessLevel access, String token) {
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

    /** Whether it is one of the tokens. */
    boolean know(String token) {
        return allow(AccessLevel.OPEN, token);
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
