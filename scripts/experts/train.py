"""Trains one small language model from a prepared folder; writes weights.f32 and weights.json there.

usage: python train.py FOLDER [--steps N] [--weights NAME] [--start NAME] [--rate SHARE]

The folder holds config.json, tokens.u16 and index.u32 (see buildDataset.ts). The run is counted in steps
and seeded, on one thread, so the same folder gives the same weights on the same kind of machine.
Matrices are trained by Muon, embeddings and norms by AdamW; an average of the weights is what is kept.
With --start it goes on from NAME.f32 and NAME.json, at --rate times the usual rate.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HEAD = 32
MUON_RATE, ADAM_RATE, DECAY = 0.02, 4e-3, 0.02
WARM_UP_STEPS, FLAT_SHARE, LAST_RATE = 40, 0.5, 0.03
AVERAGE = 0.99
POOL = 768


class Model(nn.Module):
    """A llama: RMS norms, rotary positions in pairs, SwiGLU, tied embeddings."""

    def __init__(self, config, device):
        super().__init__()
        self.width, self.layers = config["width"], config["layers"]
        hidden, context = config["hidden"], config["contextTokens"]
        scale = 0.7 * self.width**-0.5
        self.embedding = nn.Parameter(torch.randn(config["vocabulary"], self.width) * 0.05)
        self.attention = nn.Parameter(torch.randn(self.layers, 4, self.width, self.width) * scale)
        self.feed = nn.Parameter(torch.randn(self.layers, 3, hidden, self.width) * scale)
        self.attention.data[:, 3] *= 0.3
        self.feed.data[:, 2] *= 0.3
        self.norms = nn.Parameter(torch.ones(2 * self.layers + 1, self.width))
        frequencies = 1 / (10000 ** (torch.arange(0, HEAD, 2).float() / HEAD))
        angles = torch.outer(torch.arange(context).float(), frequencies).to(device)
        self.cos, self.sin = angles.cos(), angles.sin()
        self.mask = torch.triu(torch.full((context, context), float("-inf"), device=device), 1)

    def rotate(self, x):
        even, odd = x[..., 0::2], x[..., 1::2]
        cos, sin = self.cos[: x.shape[2]], self.sin[: x.shape[2]]
        return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)

    def attend(self, x, layer):
        batch, length, width = x.shape
        matrix = self.attention[layer, :3].reshape(3 * width, width)
        heads = F.linear(x, matrix).view(batch, length, 3, width // HEAD, HEAD)
        query, key, value = heads.permute(2, 0, 3, 1, 4)
        scores = self.rotate(query) @ self.rotate(key).transpose(-1, -2) * HEAD**-0.5
        mixed = (scores + self.mask[:length, :length]).softmax(-1) @ value
        return F.linear(mixed.transpose(1, 2).reshape(batch, length, width), self.attention[layer, 3])

    def feed_forward(self, x, layer):
        gate, up, down = self.feed[layer]
        return (F.silu(F.linear(x, gate)) * F.linear(x, up)) @ down

    def forward(self, ids, wanted):
        """Returns logits at the wanted positions only: the loss needs no others."""
        x = self.embedding[ids]
        for layer in range(self.layers):
            x = x + self.attend(normalise(x, self.norms[2 * layer]), layer)
            x = x + self.feed_forward(normalise(x, self.norms[2 * layer + 1]), layer)
        return normalise(x[wanted], self.norms[-1]) @ self.embedding.t()

    def named_tensors(self):
        """Yields (GGUF name, tensor) with rows as llama.cpp wants them."""
        yield "token_embd.weight", self.embedding
        yield "output_norm.weight", self.norms[-1]
        for layer in range(self.layers):
            for index, name in enumerate(("attn_q", "attn_k", "attn_v", "attn_output")):
                yield f"blk.{layer}.{name}.weight", self.attention[layer, index]
            yield f"blk.{layer}.ffn_gate.weight", self.feed[layer, 0]
            yield f"blk.{layer}.ffn_up.weight", self.feed[layer, 1]
            yield f"blk.{layer}.ffn_down.weight", self.feed[layer, 2].t()
            yield f"blk.{layer}.attn_norm.weight", self.norms[2 * layer]
            yield f"blk.{layer}.ffn_norm.weight", self.norms[2 * layer + 1]


def normalise(x, weight):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * weight


def orthogonalise(x):
    """Newton-Schulz: brings all singular values of each matrix near 1."""
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] + 1e-7)
    tall = x.shape[1] > x.shape[2]
    x = x.transpose(1, 2) if tall else x
    for _ in range(5):
        square = x @ x.transpose(1, 2)
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.transpose(1, 2) if tall else x


class Muon:
    """Momentum with an orthogonalised step, for stacks of matrices."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.momenta = [torch.zeros_like(p) for p in parameters]

    @torch.no_grad()
    def step(self, share):
        for parameter, momentum in zip(self.parameters, self.momenta):
            momentum.mul_(0.95).add_(parameter.grad)
            update = orthogonalise((parameter.grad + 0.95 * momentum).flatten(0, 1)).view_as(parameter)
            tallness = max(1, parameter.shape[-2] / parameter.shape[-1]) ** 0.5
            parameter.mul_(1 - MUON_RATE * share * DECAY).add_(update, alpha=-MUON_RATE * share * tallness)


def batches(tokens, index, config):
    """Yields lists of (ids, answer start) of like length, in an order that the seed fixes."""
    order_of = random.Random(config["seed"])
    examples = len(index) // 2
    while True:
        for first in range(0, examples, POOL):
            pool = []
            for example in range(first, min(first + POOL, examples)):
                start, answer, end = (int(index[2 * example + k]) for k in (0, 1, 2))
                pool.append((tokens[start:end], answer - start))
            pool.sort(key=lambda item: len(item[0]))
            made, batch = [], []
            for item in pool:
                if batch and (len(batch) + 1) * len(item[0]) > config["batchTokens"]:
                    made.append(batch)
                    batch = []
                batch.append(item)
            made.append(batch)
            order_of.shuffle(made)
            yield from made


def collate(batch, padding):
    length = max(len(ids) for ids, _ in batch) - 1
    inputs = torch.full((len(batch), length), padding)
    targets = torch.full((len(batch), length), -100)
    for row, (ids, answer) in enumerate(batch):
        ids = torch.from_numpy(ids.astype(np.int64))
        inputs[row, : len(ids) - 1] = ids[:-1]
        targets[row, answer - 1 : len(ids) - 1] = ids[answer:]
    return inputs, targets


def rate_at(step, steps):
    """Warm-up, flat, then linear decay."""
    done = step / steps
    decay = 1 if done < FLAT_SHARE else 1 - (done - FLAT_SHARE) / (1 - FLAT_SHARE)
    return min(1, (step + 1) / WARM_UP_STEPS) * max(LAST_RATE, decay)


def train(model, config, steps, data, device, rate=1.0):
    matrices, rest = [model.attention, model.feed], [model.embedding, model.norms]
    muon, adam = Muon(matrices), torch.optim.AdamW(rest, lr=ADAM_RATE, betas=(0.9, 0.97), weight_decay=0.0)
    average = [p.detach().clone() for p in model.parameters()]
    began, losses, seen = time.time(), [], 0
    for step in range(steps):
        share = rate * rate_at(step, steps)
        for group in adam.param_groups:
            group["lr"] = ADAM_RATE * share
        inputs, targets = (part.to(device) for part in collate(next(data), config["padding"]))
        wanted = targets >= 0
        loss = F.cross_entropy(model(inputs, wanted), targets[wanted])
        model.zero_grad(set_to_none=True)
        loss.backward()
        adam.step()
        muon.step(share)
        keep = min(AVERAGE, step / (step + 10.0))
        with torch.no_grad():
            for kept, parameter in zip(average, model.parameters()):
                kept.mul_(keep).add_(parameter, alpha=1 - keep)
        losses.append(loss.item())
        seen += inputs.numel()
        if (step + 1) % 100 == 0 or step + 1 == steps:
            elapsed = time.time() - began
            mean = sum(losses) / len(losses)
            print(f"step {step + 1}/{steps} loss {mean:.4f} {seen / elapsed:.0f} tok/s {elapsed:.0f} s", flush=True)
            losses = []
    with torch.no_grad():
        for kept, parameter in zip(average, model.parameters()):
            parameter.copy_(kept)


def save(model, folder, name):
    tensors, offset = [], 0
    with open(folder / f"{name}.f32", "wb") as file:
        for tensor_name, tensor in model.named_tensors():
            values = tensor.detach().contiguous().float().cpu().numpy()
            file.write(values.tobytes())
            tensors.append({"name": tensor_name, "shape": list(values.shape), "offset": offset})
            offset += values.size
    (folder / f"{name}.json").write_text(json.dumps({"parameters": offset, "tensors": tensors}))
    print(f"{offset} parameters", flush=True)


def load(model, folder, name):
    values = np.fromfile(folder / f"{name}.f32", dtype=np.float32)
    places = {item["name"]: item for item in json.loads((folder / f"{name}.json").read_text())["tensors"]}
    with torch.no_grad():
        for tensor_name, tensor in model.named_tensors():
            start, shape = places[tensor_name]["offset"], places[tensor_name]["shape"]
            part = torch.from_numpy(values[start : start + int(np.prod(shape))]).view(*shape)
            tensor.copy_(part.to(tensor.device))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--weights", default="weights")
    parser.add_argument("--start")
    parser.add_argument("--rate", type=float, default=1.0)
    options = parser.parse_args()
    config = json.loads((options.folder / "config.json").read_text())
    torch.manual_seed(config["seed"])
    torch.set_num_threads(1)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokens = np.fromfile(options.folder / "tokens.u16", dtype=np.uint16)
    index = np.fromfile(options.folder / "index.u32", dtype=np.uint32)
    model = Model(config, device).to(device)
    if options.start:
        load(model, options.folder, options.start)
    data = batches(tokens, index, config)
    train(model, config, options.steps or config["steps"], data, device, options.rate)
    save(model, options.folder, options.weights)


if __name__ == "__main__":
    main()
