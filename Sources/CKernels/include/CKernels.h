#ifndef DOSSIER_CKERNELS_H
#define DOSSIER_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

// The network's inner loops. Products are sums of whole numbers, and what is done in floating point is done number by
// number, without fused or reordered operations: every machine gives the same result, whatever instructions it has.
// No function checks its arguments; none keeps a pointer.

/// A matrix of weights in -127...127, row-major, each row with its own scale. `columns` is a multiple of 16.
struct dossier_matrix {
    const int8_t *_Nonnull weights;
    const float *_Nonnull scales;
    /// The sum of each row's weights.
    const int32_t *_Nonnull sums;
    int32_t rows;
    int32_t columns;
};

/// `out[v][r] = sum over c of matrix[r][c] * vectors[v][c]`, in whole numbers without scales.
///
/// The numbers of the vectors are in -127...127.
void dossier_multiply(
    const struct dossier_matrix *_Nonnull matrix, const int8_t *_Nonnull vectors, int32_t count,
    int32_t *_Nonnull out);

/// `out[v][r] = sum over c of rows[r][c] * vectors[v][c]`, for two lists of vectors.
void dossier_multiply_vectors(
    const int8_t *_Nonnull rows, int32_t row_count, const int8_t *_Nonnull vectors, int32_t count, int32_t columns,
    int32_t *_Nonnull out);

/// `out[v][r] = sums[v][r] * matrix.scales[r] * scales[v] + bias[r]`, and zero for what is negative if `rectified`.
void dossier_scale(
    const struct dossier_matrix *_Nonnull matrix, const int32_t *_Nonnull sums, const float *_Nonnull scales,
    const float *_Nonnull bias, int32_t count, int32_t rectified, float *_Nonnull out);

/// Rounds a vector to whole numbers in -127...127; returns the scale, by which they are multiplied to get it back.
float dossier_quantize(const float *_Nonnull vector, int32_t count, int8_t *_Nonnull out);

/// Adds `row[i] * scale` to `sum[i]`.
void dossier_add_row(const int8_t *_Nonnull row, float scale, int32_t count, float *_Nonnull sum);

/// One step of an LSTM cell, for `count` sequences side by side.
///
/// - inputs: for each sequence the input part of its four gates (input, forget, cell, output), each of `hidden` numbers
/// - sums: the recurrent part, [count, 4 * hidden], from `dossier_multiply` with the outputs of the step before
/// - cells: [count, hidden], read and written
/// - outputs: [count, hidden], written: the output times `DOSSIER_LIMIT`
void dossier_lstm_step(
    const struct dossier_matrix *_Nonnull recurrent, const float *_Nonnull const *_Nonnull inputs,
    const int32_t *_Nonnull sums, int32_t count, int32_t hidden, float *_Nonnull cells, int8_t *_Nonnull outputs);

/// The largest whole number of a vector; what 1.0 is in the outputs of a cell.
#define DOSSIER_LIMIT 127

#endif
