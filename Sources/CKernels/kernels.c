#include "CKernels.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF

// One source, compiled for several generations of x86-64; the loader picks what the machine has.
#if defined(__x86_64__) && defined(__ELF__)
#define MANY_TARGETS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define MANY_TARGETS
#endif

// The portable form. Compilers make good code of it for any machine.
static void multiply_portable(const struct dossier_matrix *matrix, const int8_t *vectors, int32_t count, int32_t *out) {
    const int32_t rows = matrix->rows, columns = matrix->columns;
    for (int32_t v = 0; v < count; v++) {
        const int8_t *restrict a = vectors + (size_t)v * columns;
        for (int32_t r = 0; r < rows; r++) {
            const int8_t *restrict w = matrix->weights + (size_t)r * columns;
            int32_t sum = 0;
            for (int32_t i = 0; i < columns; i++) sum += (int32_t)w[i] * a[i];
            out[(size_t)v * rows + r] = sum;
        }
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

// The rows from `first` on.
static struct dossier_matrix rows_from(const struct dossier_matrix *matrix, int32_t first) {
    const struct dossier_matrix rest = {
        matrix->weights + (size_t)first * matrix->columns, matrix->scales + first, matrix->sums + first,
        matrix->rows - first, matrix->columns};
    return rest;
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i widened(const int8_t *numbers) {
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)numbers));
}

AVX2 static inline __m128i totals(__m256i a, __m256i b, __m256i c, __m256i d) {
    const __m256i sums = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    return _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
}

// Multiplies pairs of widened numbers and adds them, 16 at a time: four rows with two vectors, so that what is loaded is
// used several times. The sums are those of the portable form, since whole numbers can be added in any order.
AVX2 static void multiply_avx2(
    const struct dossier_matrix *matrix, const int8_t *vectors, int32_t count, int32_t *out) {
    const int32_t rows = matrix->rows, columns = matrix->columns;
    const int32_t whole = rows & ~3;
    for (int32_t v = 0; v < count; v += 2) {
        const int32_t pair = v + 1 < count ? 1 : 0;
        const int8_t *a = vectors + (size_t)v * columns, *b = a + (size_t)pair * columns;
        for (int32_t r = 0; r < whole; r += 4) {
            const int8_t *w = matrix->weights + (size_t)r * columns;
            __m256i sums[2][4];
            for (int32_t k = 0; k < 8; k++) sums[k / 4][k % 4] = _mm256_setzero_si256();
            for (int32_t i = 0; i < columns; i += 16) {
                const __m256i x = widened(a + i), y = widened(b + i);
#pragma clang loop unroll(full)
                for (int32_t k = 0; k < 4; k++) {
                    const __m256i weights = widened(w + (size_t)k * columns + i);
                    sums[0][k] = _mm256_add_epi32(sums[0][k], _mm256_madd_epi16(weights, x));
                    sums[1][k] = _mm256_add_epi32(sums[1][k], _mm256_madd_epi16(weights, y));
                }
            }
            for (int32_t k = 0; k <= pair; k++)
                _mm_storeu_si128(
                    (__m128i *)(out + (size_t)(v + k) * rows + r), totals(sums[k][0], sums[k][1], sums[k][2], sums[k][3]));
        }
        if (whole < rows) {
            const struct dossier_matrix rest = rows_from(matrix, whole);
            for (int32_t k = 0; k <= pair; k++)
                multiply_portable(&rest, vectors + (size_t)(v + k) * columns, 1, out + (size_t)(v + k) * rows + whole);
        }
    }
}

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

// One instruction multiplies 32 bytes and adds them by fours. It takes one side as numbers from 0 on, so the vectors are
// raised by 128, and 128 times the sum of the row's weights is taken off in the end: exact all the same.
VNNI static void multiply_vnni(
    const struct dossier_matrix *matrix, const int8_t *vectors, int32_t count, int32_t *out) {
    const int32_t rows = matrix->rows, columns = matrix->columns;
    const int32_t whole_rows = rows & ~3, whole_count = count & ~3;
    const __m256i raise = _mm256_set1_epi8((char)0x80);
    for (int32_t v = 0; v < whole_count; v += 4) {
        const int8_t *x = vectors + (size_t)v * columns;
        for (int32_t r = 0; r < whole_rows; r += 4) {
            const int8_t *w = matrix->weights + (size_t)r * columns;
            __m256i sums[4][4];
            for (int32_t k = 0; k < 16; k++) sums[k / 4][k % 4] = _mm256_setzero_si256();
            for (int32_t i = 0; i < columns; i += 32) {
                __m256i weights[4];
#pragma clang loop unroll(full)
                for (int32_t k = 0; k < 4; k++)
                    weights[k] = _mm256_loadu_si256((const __m256i *)(w + (size_t)k * columns + i));
#pragma clang loop unroll(full)
                for (int32_t k = 0; k < 4; k++) {
                    const __m256i vector = _mm256_xor_si256(
                        _mm256_loadu_si256((const __m256i *)(x + (size_t)k * columns + i)), raise);
                    sums[k][0] = _mm256_dpbusd_epi32(sums[k][0], vector, weights[0]);
                    sums[k][1] = _mm256_dpbusd_epi32(sums[k][1], vector, weights[1]);
                    sums[k][2] = _mm256_dpbusd_epi32(sums[k][2], vector, weights[2]);
                    sums[k][3] = _mm256_dpbusd_epi32(sums[k][3], vector, weights[3]);
                }
            }
            const __m128i raised = _mm_slli_epi32(_mm_loadu_si128((const __m128i *)(matrix->sums + r)), 7);
            for (int32_t k = 0; k < 4; k++) {
                const __m128i total = totals(sums[k][0], sums[k][1], sums[k][2], sums[k][3]);
                _mm_storeu_si128((__m128i *)(out + (size_t)(v + k) * rows + r), _mm_sub_epi32(total, raised));
            }
        }
        if (whole_rows < rows) {
            const struct dossier_matrix rest = rows_from(matrix, whole_rows);
            for (int32_t k = 0; k < 4; k++)
                multiply_avx2(&rest, x + (size_t)k * columns, 1, out + (size_t)(v + k) * rows + whole_rows);
        }
    }
    multiply_avx2(
        matrix, vectors + (size_t)whole_count * columns, count - whole_count, out + (size_t)whole_count * rows);
}
#endif

void dossier_multiply(
    const struct dossier_matrix *matrix, const int8_t *vectors, int32_t count, int32_t *out) {
#if defined(__x86_64__)
    if (matrix->columns % 32 == 0 && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512bw")) {
        multiply_vnni(matrix, vectors, count, out);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        multiply_avx2(matrix, vectors, count, out);
        return;
    }
#endif
    multiply_portable(matrix, vectors, count, out);
}

MANY_TARGETS
void dossier_multiply_vectors(
    const int8_t *rows, int32_t row_count, const int8_t *vectors, int32_t count, int32_t columns, int32_t *out) {
    for (int32_t v = 0; v < count; v++) {
        const int8_t *restrict a = vectors + (size_t)v * columns;
        for (int32_t r = 0; r < row_count; r++) {
            const int8_t *restrict b = rows + (size_t)r * columns;
            int32_t sum = 0;
            for (int32_t i = 0; i < columns; i++) sum += (int32_t)a[i] * b[i];
            out[(size_t)v * row_count + r] = sum;
        }
    }
}

MANY_TARGETS
void dossier_scale(
    const struct dossier_matrix *matrix, const int32_t *sums, const float *scales, const float *bias, int32_t count,
    int32_t rectified, float *out) {
    const int32_t rows = matrix->rows;
    for (int32_t v = 0; v < count; v++) {
        const int32_t *restrict sum = sums + (size_t)v * rows;
        float *restrict result = out + (size_t)v * rows;
        const float scale = scales[v];
        const float least = rectified ? 0.0f : -INFINITY;
        for (int32_t r = 0; r < rows; r++) {
            const float value = (float)sum[r] * (matrix->scales[r] * scale) + bias[r];
            result[r] = value > least ? value : least;
        }
    }
}

MANY_TARGETS
float dossier_quantize(const float *vector, int32_t count, int8_t *out) {
    // The largest size, as bits: without their sign, floating-point numbers are ordered like whole ones.
    int32_t largest_bits = 0;
    for (int32_t i = 0; i < count; i++) {
        union { float number; int32_t bits; } size = {vector[i]};
        const int32_t bits = size.bits & 0x7FFFFFFF;
        largest_bits = bits > largest_bits ? bits : largest_bits;
    }
    union { int32_t bits; float number; } largest = {largest_bits};
    if (!(largest.number > 0.0f)) {
        for (int32_t i = 0; i < count; i++) out[i] = 0;
        return 0.0f;
    }
    const float factor = (float)DOSSIER_LIMIT / largest.number;
    for (int32_t i = 0; i < count; i++) {
        // Rounds by the trick of adding 1.5 * 2^23: what is left in the low bits is the whole number.
        union { float number; int32_t bits; } rounded = {vector[i] * factor + 12582912.0f};
        out[i] = (int8_t)(rounded.bits - 0x4B400000);
    }
    return largest.number / (float)DOSSIER_LIMIT;
}

MANY_TARGETS
void dossier_add_row(const int8_t *row, float scale, int32_t count, float *sum) {
    for (int32_t i = 0; i < count; i++) sum[i] += (float)row[i] * scale;
}

// A rational approximation of tanh, right to 2e-7, of the form that Eigen uses (polynomials of degree 13 and 6).
static inline __attribute__((always_inline)) float hyperbolic_tangent(float x) {
    x = x > 7.9f ? 7.9f : x;
    x = x < -7.9f ? -7.9f : x;
    const float s = x * x;
    float p = -2.76076847742355e-16f * s + 2.00018790482477e-13f;
    p = p * s + -8.60467152213735e-11f;
    p = p * s + 5.12229709037114e-08f;
    p = p * s + 1.48572235717979e-05f;
    p = p * s + 6.37261928875436e-04f;
    p = p * s + 4.89352455891786e-03f;
    float q = 1.19825839466702e-06f * s + 1.18534705686654e-04f;
    q = q * s + 2.26843463243900e-03f;
    q = q * s + 4.89352518554385e-03f;
    return x * p / q;
}

MANY_TARGETS
void dossier_lstm_step(
    const struct dossier_matrix *recurrent, const float *const *inputs, const int32_t *sums, int32_t count,
    int32_t hidden, float *cells, int8_t *outputs) {
    const float unit = 1.0f / DOSSIER_LIMIT;
    for (int32_t v = 0; v < count; v++) {
        const float *restrict input = inputs[v];
        const int32_t *restrict sum = sums + (size_t)v * 4 * hidden;
        const float *restrict scale = recurrent->scales;
        float *restrict cell = cells + (size_t)v * hidden;
        int8_t *restrict output = outputs + (size_t)v * hidden;
        for (int32_t i = 0; i < hidden; i++) {
            const float in = (float)sum[i] * (scale[i] * unit) + input[i];
            const float forget = (float)sum[hidden + i] * (scale[hidden + i] * unit) + input[hidden + i];
            const float new = (float)sum[2 * hidden + i] * (scale[2 * hidden + i] * unit) + input[2 * hidden + i];
            const float out = (float)sum[3 * hidden + i] * (scale[3 * hidden + i] * unit) + input[3 * hidden + i];
            // The logistic function of x is (1 + tanh(x / 2)) / 2.
            const float keep = 0.5f + 0.5f * hyperbolic_tangent(0.5f * forget);
            const float take = 0.5f + 0.5f * hyperbolic_tangent(0.5f * in);
            const float show = 0.5f + 0.5f * hyperbolic_tangent(0.5f * out);
            const float next = keep * cell[i] + take * hyperbolic_tangent(new);
            cell[i] = next;
            const float result = show * hyperbolic_tangent(next) * DOSSIER_LIMIT;
            union { float number; int32_t bits; } rounded = {result + 12582912.0f};
            output[i] = (int8_t)(rounded.bits - 0x4B400000);
        }
    }
}
