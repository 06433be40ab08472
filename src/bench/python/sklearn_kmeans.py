"""Fits K-Means with scikit-learn when asked on standard input, one line a fit: the number of clusters.

usage: sklearn_kmeans.py POINTS, a file of float64: recency, frequency, monetary of each point, scaled.
Answers each line with seconds and inertia.
"""

import sys
import time

import numpy
import sklearn
from sklearn.cluster import KMeans

points = numpy.fromfile(sys.argv[1]).reshape(-1, 3)
print(sklearn.__version__, flush=True)
for seed, line in enumerate(sys.stdin):
    start = time.perf_counter()
    fit = KMeans(n_clusters=int(line), n_init=10, random_state=seed).fit(points)
    print(time.perf_counter() - start, fit.inertia_, flush=True)
