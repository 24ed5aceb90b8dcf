"""The outer iteration of 2-D navigation in JAX: one task as a function, mapped over tasks, compiled as a whole."""

import math

import jax
import jax.numpy as jnp
from jax import lax
from jax.flatten_util import ravel_pytree

import navigation as nav


def mean_action(theta, observations):
    w1, b1, w2, b2, w3, b3, _ = theta
    x = jnp.tanh(observations @ w1 + b1)
    x = jnp.tanh(x @ w2 + b2)
    return x @ w3 + b3


def log_probability(theta, batch):
    """[trajectory, step]"""
    trajectories, steps, _ = batch["observations"].shape
    mean = mean_action(theta, batch["observations"].reshape(-1, 2))
    e = (batch["actions"].reshape(-1, 2) - mean) * jnp.exp(-theta[-1])
    log = -0.5 * (e * e).sum(-1) - theta[-1].sum() - math.log(2 * math.pi)
    return log.reshape(trajectories, steps)


def rollout(theta, goal, key, trajectories, steps):
    noise = jax.random.normal(key, (steps, trajectories, 2)) * jnp.exp(theta[-1])

    def step(state, z):
        position, running = state
        action = mean_action(theta, position) + z
        move = jnp.clip(nav.ACTION_SCALE * action, -nav.DISPLACEMENT_LIMIT, nav.DISPLACEMENT_LIMIT)
        following = jnp.clip(position + move, -nav.POSITION_HALF_WIDTH, nav.POSITION_HALF_WIDTH)
        difference = following - goal
        row = {
            "observations": position * running[:, None],
            "actions": action * running[:, None],
            "rewards": -jnp.sqrt((difference * difference).sum(-1)) * running,
            "mask": running,
        }
        still = running * (jnp.abs(difference).max(-1) >= nav.GOAL_TOLERANCE)
        return (following, still), row

    start = (jnp.zeros((trajectories, 2)), jnp.ones(trajectories))
    _, rows = lax.scan(step, start, noise)
    return {name: jnp.moveaxis(values, 0, 1) for name, values in rows.items()}


def discounted_sums(x, discount):
    """sum_{t >= h} discount^(t-h) x_t along the last axis."""

    def step(total, column):
        total = column + discount * total
        return total, total

    columns = jnp.moveaxis(x, -1, 0)
    _, sums = lax.scan(step, jnp.zeros_like(columns[0]), columns, reverse=True)
    return jnp.moveaxis(sums, 0, -1)


def features(batch):
    """[trajectory, step, 8], zero after the end."""
    observations = batch["observations"]
    t = jnp.broadcast_to(jnp.arange(observations.shape[1]) / 100, observations.shape[:2])
    columns = jnp.stack([t, t * t, t * t * t, jnp.ones_like(t)], -1)
    return jnp.concatenate([observations, observations**2, columns], -1) * batch["mask"][..., None]


def step_weights(batch, kept):
    """Normalised advantages over a linear feature baseline, from the steps where `kept` is one; and their scale."""
    phi = features(batch) * kept[..., None]
    targets = discounted_sums(batch["rewards"], nav.DISCOUNT)
    gram = jnp.einsum("nhi,nhj->ij", phi, phi) + nav.RIDGE * jnp.eye(8)
    values = phi @ jnp.linalg.solve(gram, jnp.einsum("nhi,nh->i", phi, targets))
    following = jnp.concatenate([values[:, 1:], jnp.zeros_like(values[:, :1])], 1)
    residuals = (batch["rewards"] + nav.DISCOUNT * following - values) * kept
    advantages = discounted_sums(residuals, nav.DECAY)
    count = kept.sum()
    mean = (advantages * kept).sum() / count
    deviation = jnp.sqrt((((advantages - mean) * kept) ** 2).sum() / count)
    scale = jnp.max(kept, 1).sum() / count / (deviation + nav.EPSILON)
    return (advantages - mean) * kept * scale, scale


def value_above(theta, batch):
    trajectories, steps = batch["rewards"].shape
    rewards = batch["rewards"] * nav.DISCOUNT ** jnp.arange(steps)
    if trajectories > 1:
        rewards = rewards - (rewards.sum(0) - rewards) / (trajectories - 1)
    log = log_probability(theta, batch)

    def difference(other):
        ratios = jnp.cumsum((log_probability(other, batch) - log) * batch["mask"], -1)
        return -(rewards * jnp.expm1(ratios)).sum() / trajectories

    return difference


def first_order(d, w, mask, scale):
    return scale * (w * d).sum(-1, keepdims=True) * mask


def first_order_causal(d, w, mask, scale):
    products = w * d
    later = discounted_sums(products, 1.0) - products
    past = jnp.flip(discounted_sums(jnp.flip(d * mask, -1), nav.DECAY), -1)
    omega = scale * (w * past + later) * mask
    count, total = mask.sum(0), omega.sum(0)
    others = jnp.where(count > 1, (total - omega) / jnp.maximum(count - 1, 1), 0.0)
    return (omega - others) * mask


def surrogate(theta, batch, weights):
    return (weights * log_probability(theta, batch)).sum() / batch["rewards"].shape[0]


def ascend(theta, gradient):
    return [p + nav.STEP_SIZE * g for p, g in zip(theta, gradient)]


def for_each_left_out(batch, f):
    """f of the weights without each trajectory in turn, divided by the number of those that are left."""
    trajectories = batch["rewards"].shape[0]

    def without(n):
        kept = batch["mask"] * (jnp.arange(trajectories) != n)[:, None]
        return f(step_weights(batch, kept)[0] / (trajectories - 1))

    return lax.map(without, jnp.arange(trajectories))[:, None] * batch["mask"]


def leave_one_out(theta, batch, above):
    def value(weights):
        score = jax.grad(lambda p: (weights * log_probability(p, batch)).sum())(theta)
        return above(ascend(theta, score))

    return for_each_left_out(batch, value)


def leave_one_out_linear(d, batch, w):
    whole = (w * d).sum() / batch["rewards"].shape[0]
    return nav.STEP_SIZE * for_each_left_out(batch, lambda weights: whole - (weights * d).sum())


def back(debiasing, last, above, step, outer):
    """The vector behind an inner step, from that in front of it."""
    theta, batch, w = step
    trajectories = batch["rewards"].shape[0]
    _, product = jax.jvp(lambda p: jax.grad(surrogate)(p, batch, w), (theta,), (outer,))
    result = ascend(outer, product)
    if debiasing == "none":
        return result
    scale = nav.STEP_SIZE / trajectories
    if debiasing == "leave-one-out" and last:
        omega = leave_one_out(theta, batch, above)
    else:
        _, d = jax.jvp(lambda p: log_probability(p, batch), (theta,), (outer,))
        if debiasing == "first-order":
            omega = first_order(d, w, batch["mask"], scale)
        elif debiasing == "first-order-causal":
            omega = first_order_causal(d, w, batch["mask"], scale)
        else:
            omega = leave_one_out_linear(d, batch, w)
    score = jax.grad(lambda p: (omega * log_probability(p, batch)).sum())(theta)
    return [r + s for r, s in zip(result, score)]


def task_gradient(theta, draw, setting):
    """The meta-gradient of one task; `draw(t, theta)` gives the batch of inner step t and, last, the outer batch."""
    steps = []
    for t in range(setting["innerSteps"]):
        batch = draw(t, theta)
        weights, _ = step_weights(batch, batch["mask"])
        steps.append((theta, batch, weights))
        theta = ascend(theta, jax.grad(surrogate)(theta, batch, weights))
    batch = draw(setting["innerSteps"], theta)
    weights, scale = step_weights(batch, batch["mask"])
    outer = jax.grad(surrogate)(theta, batch, weights)
    difference = value_above(theta, batch)
    above = lambda other: scale * difference(other)
    for t in reversed(range(len(steps))):
        outer = back(setting["debiasing"], t == len(steps) - 1, above, steps[t], outer)
    return outer


def program(setting):
    tasks, trajectories, horizon = setting["tasks"], setting["trajectories"], setting["steps"]
    shapes = nav.shapes(setting["hidden"])
    keys = jax.random.split(jax.random.key(1), len(shapes) + 1)
    parameters = [
        jax.nn.initializers.glorot_uniform()(k, shape) if len(shape) == 2 else jnp.zeros(shape)
        for k, shape in zip(keys, shapes)
    ]

    def one_task(theta, key):
        goal_key, *batch_keys = jax.random.split(key, setting["innerSteps"] + 2)
        goal = nav.GOAL_HALF_WIDTH * (2 * jax.random.uniform(goal_key, (2,)) - 1)
        draw = lambda t, p: rollout(p, goal, batch_keys[t], trajectories, horizon)
        return task_gradient(theta, draw, setting)

    @jax.jit
    def update(theta, first, second, k, key):
        per_task = jax.vmap(one_task, in_axes=(None, 0))(theta, jax.random.split(key, tasks))
        gradient = [g.mean(0) for g in per_task]
        first = [0.9 * m + 0.1 * g for m, g in zip(first, gradient)]
        second = [0.999 * v + 0.001 * g * g for v, g in zip(second, gradient)]
        rate = nav.LEARNING_RATE * jnp.sqrt(1 - 0.999**k) / (1 - 0.9**k)
        theta = [p + rate * m / (jnp.sqrt(v) + 1e-8) for p, m, v in zip(theta, first, second)]
        return theta, first, second

    zeros = [jnp.zeros(shape) for shape in shapes]
    state = {"theta": parameters, "first": zeros, "second": zeros, "k": 0}

    def iterate():
        state["k"] += 1
        updated = update(
            state["theta"], state["first"], state["second"], state["k"], jax.random.fold_in(keys[-1], state["k"])
        )
        state["theta"], state["first"], state["second"] = jax.block_until_ready(updated)

    def check(flat, batches):
        _, unravel = ravel_pytree(parameters)
        arrays = [{name: jnp.asarray(values) for name, values in batch.items()} for batch in batches]
        gradients = jax.vmap(lambda *of_task: task_gradient(unravel(jnp.asarray(flat)), lambda t, _: of_task[t], setting))
        return ravel_pytree([g.mean(0) for g in gradients(*arrays)])[0].tolist()

    return iterate, check


if __name__ == "__main__":
    nav.serve(program)
