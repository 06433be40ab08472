package io.rfmstreams.training;

/** How segments are named and ranked. */
public enum Naming {
    /** By the archetype nearest to where the members stand among all customers; ranked in the order of archetypes. */
    ARCHETYPE,
    /** By mean spend alone, both rank and name. */
    SPEND_RANK
}
