;; What is done for every vector, or for thousands of them, at each search by meaning.
(module
  (memory (export "memory") 1)
  ;; Scores of sign codes, sixteen at a time. Codes lie in blocks of sixteen: for each column (eight dimensions) the
  ;; sixteen bytes of that column, one a code. The table has two rows of sixteen bytes a column: what each pattern of the
  ;; lower four bits adds to a score, then the same for the upper four. A row is looked up for sixteen codes by one
  ;; instruction, which is why this is not written in JavaScript: 8 ms for a million codes of 384 bits instead of 75.
  ;; Scores are written as unsigned 16-bit numbers around 32768. Entries of the table must be small enough that no sum
  ;; leaves its range: |entry| <= 63, and columns * 2 * |entry| <= 32767.
  (func (export "scan")
    (param $codes i32) (param $blocks i32) (param $columns i32) (param $table i32) (param $scores i32)
    (local $column i32) (local $row i32)
    (local $code v128) (local $sum v128) (local $first v128) (local $second v128)
    (block $done
      (loop $block
        (br_if $done (i32.eqz (local.get $blocks)))
        (local.set $first (v128.const i64x2 0 0))
        (local.set $second (v128.const i64x2 0 0))
        (local.set $column (local.get $columns))
        (local.set $row (local.get $table))
        (loop $next
          (local.set $code (v128.load (local.get $codes)))
          (local.set $sum
            (i8x16.add
              (i8x16.swizzle
                (v128.load (local.get $row))
                (v128.and
                  (local.get $code)
                  (v128.const i8x16 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15)))
              (i8x16.swizzle
                (v128.load offset=16 (local.get $row))
                (i8x16.shr_u (local.get $code) (i32.const 4)))))
          (local.set $first (i16x8.add (local.get $first) (i16x8.extend_low_i8x16_s (local.get $sum))))
          (local.set $second (i16x8.add (local.get $second) (i16x8.extend_high_i8x16_s (local.get $sum))))
          (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
          (local.set $row (i32.add (local.get $row) (i32.const 32)))
          (local.set $column (i32.sub (local.get $column) (i32.const 1)))
          (br_if $next (local.get $column)))
        (v128.store
          (local.get $scores)
          (v128.xor (local.get $first) (v128.const i16x8 -32768 -32768 -32768 -32768 -32768 -32768 -32768 -32768)))
        (v128.store offset=16
          (local.get $scores)
          (v128.xor (local.get $second) (v128.const i16x8 -32768 -32768 -32768 -32768 -32768 -32768 -32768 -32768)))
        (local.set $scores (i32.add (local.get $scores) (i32.const 32)))
        (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
        (br $block))))

  ;; Writes the places of those of `eights` times eight scores that are at least `cut`, counted from `from`, and gives
  ;; their number. Nearly all groups of eight hold none.
  (func (export "collect")
    (param $scores i32) (param $eights i32) (param $cut i32) (param $from i32) (param $found i32)
    (result i32)
    (local $first i32) (local $least v128) (local $bits i32)
    (local.set $first (local.get $found))
    (local.set $least (i16x8.splat (local.get $cut)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $eights)))
        (local.set $bits
          (i16x8.bitmask (i16x8.ge_u (v128.load (local.get $scores)) (local.get $least))))
        (block $none
          (loop $bit
            (br_if $none (i32.eqz (local.get $bits)))
            (i32.store
              (local.get $found)
              (i32.add (local.get $from) (i32.ctz (local.get $bits))))
            (local.set $found (i32.add (local.get $found) (i32.const 4)))
            ;; takes the lowest bit away
            (local.set $bits
              (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $bit)))
        (local.set $scores (i32.add (local.get $scores) (i32.const 16)))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (local.set $eights (i32.sub (local.get $eights) (i32.const 1)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $found) (local.get $first)) (i32.const 2)))

  ;; Inner products of byte codes with a query of 16-bit numbers, for `count` codes by their numbers. A code takes
  ;; `stride` bytes, a multiple of sixteen. Numbers of the query are small enough that no sum leaves 32 bits.
  (func (export "products")
    (param $numbers i32) (param $count i32) (param $codes i32) (param $stride i32) (param $query i32)
    (param $products i32)
    (local $code i32) (local $end i32) (local $row i32) (local $sixteen v128) (local $sum v128)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $code
          (i32.add
            (local.get $codes)
            (i32.mul (i32.load (local.get $numbers)) (local.get $stride))))
        (local.set $end (i32.add (local.get $code) (local.get $stride)))
        (local.set $row (local.get $query))
        (local.set $sum (v128.const i64x2 0 0))
        (loop $part
          (local.set $sixteen (v128.load (local.get $code)))
          (local.set $sum
            (i32x4.add
              (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (i16x8.extend_low_i8x16_s (local.get $sixteen))
                  (v128.load (local.get $row)))
                (i32x4.dot_i16x8_s
                  (i16x8.extend_high_i8x16_s (local.get $sixteen))
                  (v128.load offset=16 (local.get $row))))))
          (local.set $code (i32.add (local.get $code) (i32.const 16)))
          (local.set $row (i32.add (local.get $row) (i32.const 32)))
          (br_if $part (i32.lt_u (local.get $code) (local.get $end))))
        (i32.store
          (local.get $products)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $numbers (i32.add (local.get $numbers) (i32.const 4)))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $next)))))
