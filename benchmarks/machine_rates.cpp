// What can one core of this machine do at all? Tiny loops, each bound by one thing.
//
// g++ -O3 -march=native -ffast-math -std=c++17 -shared -fPIC machine_rates.cpp

#include "rival_power.hpp"

constexpr int CHAINS = 12;  // enough that no result is waited for

#define EACH_CHAIN for (int i = 0; i < CHAINS; i++)

// The compiler must believe that a pointer may have changed.
#define HIDE(POINTER) __asm__ volatile("" : "+r"(POINTER))

// Multiply and add in registers: CHAINS vectors a round.
template <class Real>
static void multiply_and_add(long rounds, typename Kind<Real>::Vector *memory) {
    typename Kind<Real>::Vector value[CHAINS];
    const auto factor = memory[0], added = memory[1];
    EACH_CHAIN value[i] = factor;
    for (long round = 0; round < rounds; round++) EACH_CHAIN value[i] = value[i] * factor + added;
    EACH_CHAIN memory[0] += value[i];
}

// Read `count` vectors again and again, a multiple of CHAINS.
template <class Real>
static void load(long rounds, long count, typename Kind<Real>::Vector *memory) {
    typename Kind<Real>::Vector value[CHAINS];
    EACH_CHAIN value[i] = memory[0];
    for (long round = 0; round < rounds; round++) {
        HIDE(memory);
        for (long one = 0; one < count; one += CHAINS) EACH_CHAIN value[i] += memory[one + i];
    }
    EACH_CHAIN memory[0] += value[i];
}

// Write `count` vectors again and again, a multiple of CHAINS.
template <class Real>
static void store(long rounds, long count, typename Kind<Real>::Vector *memory) {
    const auto value = memory[0];
    for (long round = 0; round < rounds; round++) {
        HIDE(memory);
        for (long one = 0; one < count; one += CHAINS) EACH_CHAIN memory[one + i] = value;
    }
}

#define ENTRY(NAME, REAL)                                                                \
    extern "C" void multiply_and_add_##NAME(long rounds, long, void *memory) {           \
        multiply_and_add<REAL>(rounds, (Kind<REAL>::Vector *)memory);                    \
    }                                                                                    \
    extern "C" void load_##NAME(long rounds, long count, void *memory) {                 \
        load<REAL>(rounds, count, (Kind<REAL>::Vector *)memory);                         \
    }                                                                                    \
    extern "C" void store_##NAME(long rounds, long count, void *memory) {                \
        store<REAL>(rounds, count, (Kind<REAL>::Vector *)memory);                        \
    }

extern "C" const int bytes_of_vector = BYTES, vectors_of_chains = CHAINS;
ENTRY(float32, float)
ENTRY(float64, double)
