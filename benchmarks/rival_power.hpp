// How are the C++ rival's numbers laid out in vector registers, and how is 2^x computed in them?

#pragma once

#include <cstdint>
#ifdef __AVX512DQ__
#include <immintrin.h>
#endif

#define INLINE inline __attribute__((always_inline))

// Bytes of a vector register, and how many go abreast.
#if defined __AVX512F__
constexpr int BYTES = 64, ABREAST = 4;
#elif defined __AVX__
constexpr int BYTES = 32, ABREAST = 2;
#else
constexpr int BYTES = 16, ABREAST = 4;
#endif

template <class Real>
struct Kind;
template <>
struct Kind<float> {
    typedef float Vector __attribute__((vector_size(BYTES)));
    typedef int32_t Integer __attribute__((vector_size(BYTES)));
    typedef int32_t Offset;
    static constexpr int BIAS = 127, MANTISSA = 23;
    static constexpr float LEAST = -126, MOST = 120;
};
template <>
struct Kind<double> {
    typedef double Vector __attribute__((vector_size(BYTES)));
    typedef int64_t Integer __attribute__((vector_size(BYTES)));
    typedef int64_t Offset;
    static constexpr int BIAS = 1023, MANTISSA = 52;
    static constexpr double LEAST = -1022, MOST = 1000;
};

// ln(2)^k / k!, and 2^(k/16).
static const double POLYNOMIAL[] = {
    1.0, 0.6931471805599453, 0.24022650695910072, 0.05550410866482158, 0.009618129107628477,
    0.0013333558146428443, 0.0001540353039338161, 1.5252733804059841e-05, 1.321548679014431e-06,
    1.01780860092397e-07, 7.054911620801123e-09, 4.4455382718708116e-10};
static const double SIXTEENTHS[] = {
    1.0, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916, 1.189207115002721,
    1.241857812073484, 1.2968395546510096, 1.3542555469368927, 1.4142135623730951,
    1.4768261459394993, 1.5422108254079407, 1.6104903319492543, 1.681792830507429,
    1.7562521603732995, 1.8340080864093424, 1.9152065613971474};

// 2^x by a polynomial around the nearest whole number, and an addition to the exponent.
template <class Real>
static INLINE typename Kind<Real>::Vector power_of_two(typename Kind<Real>::Vector x) {
    typedef typename Kind<Real>::Vector Vector;
    typedef typename Kind<Real>::Integer Integer;
    const Vector least = Vector{} + Kind<Real>::LEAST, most = Vector{} + Kind<Real>::MOST;
    x = x < least ? least : x > most ? most : x;
    constexpr int BIAS = Kind<Real>::BIAS;
    const Integer whole = __builtin_convertvector(x + Real(BIAS + 0.5), Integer) - BIAS;
    const Vector rest = x - __builtin_convertvector(whole, Vector);
    Vector y = Vector{} + Real(POLYNOMIAL[sizeof(Real) == 4 ? 5 : 11]);
    for (int power = sizeof(Real) == 4 ? 4 : 10; power >= 0; power--)
        y = y * rest + Real(POLYNOMIAL[power]);
    return (Vector)((Integer)y + (whole << Kind<Real>::MANTISSA));
}

#ifdef __AVX512DQ__
// The same with the instructions made for it.
template <>
INLINE Kind<float>::Vector power_of_two<float>(Kind<float>::Vector x) {
    typedef Kind<float>::Vector Vector;
    x = (Vector)_mm512_min_ps((__m512)x, _mm512_set1_ps(Kind<float>::MOST));
    const Vector whole = (Vector)_mm512_roundscale_ps((__m512)x, 0), rest = x - whole;
    Vector y = Vector{} + float(POLYNOMIAL[5]);
    for (int power = 4; power >= 0; power--) y = y * rest + float(POLYNOMIAL[power]);
    return (Vector)_mm512_scalef_ps((__m512)y, (__m512)whole);
}

// The same with whole sixteenths, of which a table holds the powers.
template <>
INLINE Kind<double>::Vector power_of_two<double>(Kind<double>::Vector x) {
    typedef Kind<double>::Vector Vector;
    x = (Vector)_mm512_min_pd((__m512d)x, _mm512_set1_pd(Kind<double>::MOST));
    const Vector whole = (Vector)_mm512_roundscale_pd((__m512d)x, 0x40), rest = x - whole;
    const __m512i place = (__m512i)(whole + 6755399441055744.0 / 16);
    const Vector root = (Vector)_mm512_permutex2var_pd(
        _mm512_loadu_pd(SIXTEENTHS), place, _mm512_loadu_pd(SIXTEENTHS + 8));
    Vector y = Vector{} + POLYNOMIAL[6];
    for (int power = 5; power >= 0; power--) y = y * rest + POLYNOMIAL[power];
    return (Vector)_mm512_scalef_pd((__m512d)(y * root), (__m512d)whole);
}
#endif
