import type { KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Heap } from '../heap';
import type { Kernels } from '../kernels';

/** What a replacement of a stock kernel works with. */
export interface KernelContext {
  readonly backend: BackendWasm;
  readonly heap: Heap;
  readonly kernels: Kernels;
}

type Output = ReturnType<KernelFunc>;

/**
 * A replacement: returns nothing where the stock kernel shall answer (other types of data, shapes
 * it rejects), and may ask it itself with other attributes.
 */
export type Replacement = (
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  attributes: NamedAttrMap,
  stock: (attributes: NamedAttrMap) => Output,
) => Output | undefined;

/** A tfjs kernel function that asks the replacement first and the stock kernel otherwise. */
export const replacing =
  (context: KernelContext, replacement: Replacement, stock: KernelFunc): KernelFunc =>
  (params) => {
    // A backend that was removed and made anew has another heap.
    if (params.backend !== context.backend) return stock(params);
    const asked = (attrs: NamedAttrMap): Output => stock({ ...params, attrs });
    return replacement(context, params.inputs, params.attrs ?? {}, asked) ?? stock(params);
  };

export const addressOfTensor = (context: KernelContext, tensor: TensorInfo): number =>
  context.backend.dataIdMap.get(tensor.dataId).memoryOffset;

export const isFloat = (tensor: TensorInfo | undefined): tensor is TensorInfo => tensor?.dtype === 'float32';
