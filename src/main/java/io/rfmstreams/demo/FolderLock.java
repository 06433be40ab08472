package io.rfmstreams.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Locks a folder against a second broker, in this process or another. The operating system releases the lock after a kill. */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "in-use.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Locks a folder; creates it if it does not exist. */
    static FolderLock acquire(Path folder) {
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException notWritable) {
            throw new EmbeddedBrokerException("the folder " + folder + " cannot be written", notWritable);
        }
        FolderLock lock = new FolderLock(channel);
        try {
            if (channel.tryLock() != null) {
                return lock;
            }
            throw lock.inUse(folder, null);
        } catch (OverlappingFileLockException heldHere) {
            throw lock.inUse(folder, heldHere);
        } catch (IOException noLock) {
            lock.close();
            throw new EmbeddedBrokerException("cannot lock the folder " + folder, noLock);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException fault) {
            throw new EmbeddedBrokerException("cannot release the lock of the folder of the embedded Kafka", fault);
        }
    }

    private EmbeddedBrokerException inUse(Path folder, @Nullable Throwable cause) {
        close();
        return new EmbeddedBrokerException("the folder " + folder + " is in use by another running broker", cause);
    }
}
