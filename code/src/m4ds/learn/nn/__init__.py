"""Neural networks from scratch, on the tape of `m4ds.calculus.autodiff` (chapter "Neural networks from scratch").

`layers`, `convolution` and `attention` are the parts, `losses` what is made small, `training` the loop, `mlp` and
`transformer` whole models, `adversarial` harmful inputs, `sweep` the reverse pass written out, `pieces`
one-dimensional ReLU networks.
"""

from m4ds.learn.nn.adversarial import fgsm, input_gradient
from m4ds.learn.nn.attention import SelfAttention, attention, causal_mask, positions
from m4ds.learn.nn.convolution import Conv2D, MaxPool, correlate
from m4ds.learn.nn.initial import initial_weights
from m4ds.learn.nn.layers import Dropout, Embedding, Flatten, Layer, LayerNorm, Linear, Residual, Sequential
from m4ds.learn.nn.losses import cross_entropy, half_squared_error
from m4ds.learn.nn.mlp import MLPClassifier, MLPRegressor
from m4ds.learn.nn.pieces import interpolating_network, kinks
from m4ds.learn.nn.sweep import mlp_gradients
from m4ds.learn.nn.training import predictions, train
from m4ds.learn.nn.transformer import TinyTransformer

__all__ = ["Conv2D", "Dropout", "Embedding", "Flatten", "Layer", "LayerNorm", "Linear", "MLPClassifier",
           "MLPRegressor", "MaxPool", "Residual", "SelfAttention", "Sequential", "TinyTransformer", "attention",
           "causal_mask", "correlate", "cross_entropy", "fgsm", "half_squared_error", "initial_weights",
           "input_gradient", "interpolating_network", "kinks", "mlp_gradients", "positions", "predictions", "train"]
