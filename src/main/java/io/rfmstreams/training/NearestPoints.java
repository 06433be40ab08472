package io.rfmstreams.training;

/** The nearest points so far of a search: a binary heap with the farthest point on top. */
final class NearestPoints {

    private final int[] indices;
    private final double[] distances;
    private int size;

    NearestPoints(int capacity) {
        indices = new int[capacity];
        distances = new double[capacity];
    }

    /** Returns whether a point with this distance and an index that is not lower can be among the nearest. */
    boolean admits(int index, double distance) {
        return size < indices.length || isNearer(index, distance, 0);
    }

    void offer(int index, double distance) {
        if (size < indices.length) {
            rise(size++, index, distance);
        } else if (isNearer(index, distance, 0)) {
            sink(index, distance);
        }
    }

    /** Removes all points and returns their indices, the nearest first. */
    int[] indices() {
        int[] sorted = new int[size];
        while (size > 0) {
            int farthest = indices[0];
            size--;
            sink(indices[size], distances[size]);
            sorted[size] = farthest;
        }
        return sorted;
    }

    private void rise(int from, int index, double distance) {
        int place = from;
        while (place > 0 && !isNearer(index, distance, (place - 1) / 2)) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        set(place, index, distance);
    }

    /** Replaces the farthest point. */
    private void sink(int index, double distance) {
        int place = 0;
        for (int child = 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && isNearer(indices[child], distances[child], child + 1)) {
                child++;
            }
            if (!isNearer(index, distance, child)) {
                break;
            }
            move(child, place);
            place = child;
        }
        set(place, index, distance);
    }

    private void move(int from, int to) {
        set(to, indices[from], distances[from]);
    }

    private void set(int place, int index, double distance) {
        if (place < indices.length) {
            indices[place] = index;
            distances[place] = distance;
        }
    }

    private boolean isNearer(int index, double distance, int other) {
        int compared = Double.compare(distance, distances[other]);
        return compared < 0 || (compared == 0 && index < indices[other]);
    }
}
