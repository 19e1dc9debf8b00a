// How fast can this work be done at all? The strongest C++ kernel that we could write: perfect
// information, chance and rationality the same in all variants, any tree as arrays.
//
// - a few vector registers of variants go abreast (with AVX-512 four: 64 in float, 32 in double), and
//   all that a node needs on its way stays in registers;
// - leaves are never written down: their terms are summed in registers where their parent needs them;
// - only internal nodes have a slot, and the child that needs most slots is visited first;
// - all is done in differences from the first action: d = v0 - v1 costs nothing at a leaf, logit
//   play needs one exponential less than there are actions, and a mean one multiplication less;
// - worths are multiplied by lambda * log2(e) once, so that exp2 is all that is needed;
// - the outcomes go up along with the worths: a leaf adds the share of its edge.
//
// Logit play is taken relative to the first action, which is right up to lambda * range = 83 (float)
// or 690 (double), where exp2 is cut off; Foedus has no such limit.
//
// g++ -O3 -march=native -ffast-math -std=c++17 -shared -fPIC rival.cpp

#include <cstdint>
#include <cstring>

#include "rival_power.hpp"

constexpr int COLUMNS = 3;  // the fourth outcome is what is left of one

struct Node {
    int8_t actions;
    int8_t mover;         // -1: chance
    uint8_t is_internal;  // one bit a child
    uint8_t outcome[3];   // of each child that is a leaf
    uint16_t slot_below[3];
    uint16_t slot;
};

template <class Real>
struct Term {
    Real coefficient;
    typename Kind<Real>::Offset place;  // of the worth, in bytes; odd if it is a payoff's last term
};

template <class Real>
struct Row {
    typename Kind<Real>::Vector part[ABREAST];
};

// What is read from one end to the other in each walk.
template <class Real>
struct Streams {
    const Real *probability;  // two for each chance node: all but the first action's
    const Term<Real> *term;   // the mover's first, then the others', each action in turn
};

#define EACH for (int i = 0; i < ABREAST; i++)

template <class Real, int ACTIONS>
static INLINE Streams<Real> visit(
    const Node &node, Streams<Real> streams, const Row<Real> *worths, Row<Real> *rows, int players) {
    typedef typename Kind<Real>::Vector Vector;
    const int mover = node.mover, height = players + COLUMNS;
    const unsigned internal = node.is_internal;
    const Row<Real> *below0 = rows + node.slot_below[0] * height,
                    *below1 = rows + node.slot_below[1] * height,
                    *below2 = rows + node.slot_below[2] * height;
    Row<Real> *here = rows + node.slot * height;

    const auto add = [&](Vector(&sum)[ABREAST], Real sign) {
        const Term<Real> *term = streams.term;
        typename Kind<Real>::Offset place;
        do {
            place = term->place;
            const Vector coefficient = Vector{} + term->coefficient;
            const Row<Real> &worth = *(const Row<Real> *)((const char *)worths + (place & ~1));
            if (sign > 0) EACH sum[i] += coefficient * worth.part[i];
            else EACH sum[i] -= coefficient * worth.part[i];
            term++;
        } while (!(place & 1));
        streams.term = term;
    };
    const auto first = [&](Vector(&value)[ABREAST], int row) {
        if (internal & 1) EACH value[i] = below0[row].part[i];
        else { EACH value[i] = Vector{}; add(value, 1); }
    };
    const auto less = [&](Vector(&gap)[ABREAST], const Vector(&value)[ABREAST], bool is_inner,
                          const Row<Real> *below, int row) {
        EACH gap[i] = value[i];
        if (is_inner) EACH gap[i] -= below[row].part[i];
        else add(gap, -1);
    };

    Vector share1[ABREAST], share2[ABREAST];
    if (mover >= 0) {
        Vector value[ABREAST], gap1[ABREAST], gap2[ABREAST];
        first(value, mover);
        less(gap1, value, internal & 2, below1, mover);
        if (ACTIONS == 3) less(gap2, value, internal & 4, below2, mover);
        EACH {
            const Vector weight1 = power_of_two<Real>(-gap1[i]);
            if (ACTIONS == 2) {
                share1[i] = weight1 / (1 + weight1);
                value[i] -= share1[i] * gap1[i];
            } else {
                const Vector weight2 = power_of_two<Real>(-gap2[i]);
                const Vector inverse = 1 / (1 + weight1 + weight2);
                share1[i] = weight1 * inverse;
                share2[i] = weight2 * inverse;
                value[i] -= share1[i] * gap1[i];
                value[i] -= share2[i] * gap2[i];
            }
            here[mover].part[i] = value[i];
        }
    } else {
        EACH share1[i] = Vector{} + streams.probability[0];
        if (ACTIONS == 3) EACH share2[i] = Vector{} + streams.probability[1];
        streams.probability += 2;
    }
    for (int player = 0; player < players; player++) {
        if (player == mover) continue;
        Vector value[ABREAST], gap[ABREAST], mean[ABREAST];
        first(value, player);
        less(gap, value, internal & 2, below1, player);
        EACH mean[i] = value[i] - share1[i] * gap[i];
        if (ACTIONS == 3) {
            less(gap, value, internal & 4, below2, player);
            EACH mean[i] -= share2[i] * gap[i];
        }
        EACH here[player].part[i] = mean[i];
    }
    Vector share0[ABREAST];
    EACH share0[i] = 1 - share1[i];
    if (ACTIONS == 3) EACH share0[i] -= share2[i];
    for (int outcome = 0; outcome < COLUMNS; outcome++) {
        const int row = players + outcome;
        Vector chance[ABREAST];
        EACH chance[i] = Vector{};
        if (internal & 1) EACH chance[i] = share0[i] * below0[row].part[i];
        else if (node.outcome[0] == outcome) EACH chance[i] = share0[i];
        if (internal & 2) EACH chance[i] += share1[i] * below1[row].part[i];
        else if (node.outcome[1] == outcome) EACH chance[i] += share1[i];
        if (ACTIONS == 3) {
            if (internal & 4) EACH chance[i] += share2[i] * below2[row].part[i];
            else if (node.outcome[2] == outcome) EACH chance[i] += share2[i];
        }
        EACH here[row].part[i] = chance[i];
    }
    return streams;
}

// Solve a batch: worths are [quantity][variant], results [player, then outcome][variant].
// `memory` is aligned and holds the rows of the worths and of all slots.
template <class Real>
static void solve(
    long nodes, const Node *node, Streams<Real> streams, int players, int quantities, Real lambda,
    long variants, const Real *worths, Real *result, Row<Real> *memory) {
    constexpr long LANES = BYTES / sizeof(Real) * ABREAST;
    const Real scale = lambda * Real(1.4426950408889634);
    Row<Real> *own = memory, *rows = memory + quantities;
    for (long begin = 0; begin < variants; begin += LANES) {
        const long width = variants - begin < LANES ? variants - begin : LANES;
        for (int quantity = 0; quantity < quantities; quantity++) {
            memcpy(&own[quantity], worths + quantity * variants + begin, width * sizeof(Real));
            EACH own[quantity].part[i] *= scale;
        }
        Streams<Real> now = streams;
        for (const Node *one = node; one < node + nodes; one++)
            now = one->actions == 2 ? visit<Real, 2>(*one, now, own, rows, players)
                                    : visit<Real, 3>(*one, now, own, rows, players);
        Row<Real> *root = rows + node[nodes - 1].slot * (players + COLUMNS);
        Row<Real> last;
        EACH last.part[i] = 1 - root[players].part[i] - root[players + 1].part[i] -
                            root[players + 2].part[i];
        for (int row = 0; row <= players + COLUMNS; row++) {
            if (row < players) EACH root[row].part[i] /= scale;
            const Row<Real> *from = row < players + COLUMNS ? root + row : &last;
            memcpy(result + row * variants + begin, from, width * sizeof(Real));
        }
    }
}

#define ENTRY(NAME, REAL)                                                                        \
    extern "C" void NAME(                                                                        \
        long nodes, const Node *node, const REAL *probability, const Term<REAL> *term,           \
        int players, int quantities, REAL lambda, long variants, const REAL *worths,             \
        REAL *result, void *memory) {                                                            \
        solve<REAL>(nodes, node, {probability, term}, players, quantities, lambda, variants,     \
                    worths, result, (Row<REAL> *)memory);                                        \
    }

extern "C" const int bytes_of_row = BYTES * ABREAST;
ENTRY(solve_float32, float)
ENTRY(solve_float64, double)
